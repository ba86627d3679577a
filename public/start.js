// Starts the widget's wasm. `cargo xtask dist` appends this to the glue that
// `wasm-bindgen --target bundler` writes, so that both are one hashed file.
//
// The instance is of our own making because of traps: Rust cannot go on after
// one, so every export is shut then, whichever listener or timer is left.

let all; // that the wasm exports
let load; // of the loader
let rest;
const newest = new WeakMap();

const compiled = async (response) => {
  try {
    // A host that cannot be configured serves wasm under some other media type.
    return await (response.headers.get('Content-Type') === 'application/wasm'
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer()));
  } catch (error) {
    // A policy that refuses to compile shows as either of these, a broken
    // connection as neither.
    throw /^(Compile|Eval)Error/.test(error) ? { code: 'wasm.blocked' } : error;
  }
};

// Adds what comes after the first page, see `wasm-tools split`: it shares memory,
// tables and globals with what is there.
const complete = async () => {
  const wasm = all;
  const a = { m: wasm.memory, t0: wasm.rest_t0, t1: wasm.rest_t1, g0: wasm.rest_g0, g1: wasm.rest_g1 };
  await WebAssembly.instantiate(await compiled(await load(__REST__, (response) => response)), { a });
};

// `mount` as the loader calls it: with a function that promises the rest. Where a
// root is mounted anew meanwhile the older mount ends there: it would take hold of
// the draft that the newer one is to offer.
export const __behov_mount = (root, ...values) => {
  const whole = async () => {
    if (__REST__)
      await (rest ??= complete().catch((error) => {
        rest = null; // it may be tried again
        throw error;
      }));
    if (newest.get(root) !== whole) throw new Error('mounted anew');
  };
  newest.set(root, whole);
  return mount(root, ...values, whole);
};

// Done when `__behov_mount` may be called. `response` is that of the wasm, `glue`
// this module, `fetched(file, read)` gets another file of the widget; `trapped` is
// called once, if ever.
export const __behov_start = async (glue, response, fetched, trapped) => {
  load = fetched;
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
  // The wasm imports from the glue alone, by whatever name it has been given.
  const imports = new Proxy({}, { get: () => glue });
  const { exports } = await WebAssembly.instantiate(await compiled(response), imports);
  all = exports;
  const wasm = { ...exports };
  for (const [name, value] of Object.entries(wasm)) {
    if (typeof value === 'function') wasm[name] = guarded(value);
  }
  glue.__wbg_set_wasm(wasm);
  wasm.__wbindgen_start();
};
