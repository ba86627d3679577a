// The loader for editors that keep only a plain script tag. It brings behov.js,
// which is one for the page however often this tag was pasted.
import(new URL('behov.js', document.currentScript.src));
