// Starts the widget's wasm. `cargo xtask dist` appends this to the glue that
// `wasm-bindgen --target bundler` writes, so that both are one hashed file.
//
// The instance is of our own making because of traps: Rust cannot go on after
// one, so every export is shut then, whichever listener or timer is left.

// Done when `glue.mount` may be called. `response` is that of the wasm, `glue`
// this module; `trapped` is called once, if ever.
export const __behov_start = async (glue, response, trapped) => {
  let open = true;
  const guarded = (call) => (...values) => {
    if (!open) return []; // the glue may look for a first and a second value
    try {
      return call(...values);
    } catch (error) {
      // An exhausted stack is a RangeError, in Firefox an InternalError.
      if (open && /^(Runtime|Range|Internal)Error/.test(error)) {
        open = false;
        trapped();
      }
      throw error;
    }
  };
  let module;
  try {
    // A host that cannot be configured serves wasm under some other media type.
    module = await (response.headers.get('Content-Type') === 'application/wasm'
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer()));
  } catch (error) {
    // A policy that refuses to compile shows as either of these, a broken
    // connection as neither.
    throw /^(Compile|Eval)Error/.test(error) ? { code: 'wasm.blocked' } : error;
  }
  // The wasm imports from the glue alone, by whatever name it has been given.
  const imports = new Proxy({}, { get: () => glue });
  const { exports } = await WebAssembly.instantiate(module, imports);
  const wasm = { ...exports };
  for (const [name, value] of Object.entries(wasm)) {
    if (typeof value === 'function') wasm[name] = guarded(value);
  }
  glue.__wbg_set_wasm(wasm);
  wasm.__wbindgen_start();
};
