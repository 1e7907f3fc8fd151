import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';

/** Loads modules of TypeScript by their paths from the root of the repository, as the tests do: packages resolve to their sources. */
export async function loadSources(...paths) {
  const conditions = ['handgrad-source', 'node', 'import', 'default'];
  const server = await createViteServer({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    ssr: { resolve: { conditions, externalConditions: conditions }, noExternal: [/^@handgrad\//] },
  });
  try {
    return await Promise.all(paths.map((path) => server.ssrLoadModule(`/${path}`)));
  } finally {
    await server.close();
  }
}
