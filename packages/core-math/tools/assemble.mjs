// Assembles src/matrix/product/simdBlock.wat and writes its bytes into simdBlock.ts beside it: `node tools/assemble.mjs`.
// A test assembles the source again and compares, so the two cannot drift apart.
import { readFileSync, writeFileSync } from 'node:fs';
import wabt from 'wabt';

const folder = new URL('../src/matrix/product/', import.meta.url);

/** The bytes of the module, as wabt makes them from the readable source. */
export async function assemble() {
  const { parseWat } = await wabt();
  const source = readFileSync(new URL('simdBlock.wat', folder), 'utf8');
  return parseWat('simdBlock.wat', source, { simd: true }).toBinary({}).buffer;
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').at(-1))) {
  const bytes = await assemble();
  writeFileSync(
    new URL('simdBlock.ts', folder),
    `/** The ${bytes.length} bytes of simdBlock.wat, assembled by tools/assemble.mjs; base64. */\n` +
      `export const simdBlock =\n  '${Buffer.from(bytes).toString('base64')}';\n`,
  );
}
