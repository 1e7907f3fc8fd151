import { blobsEntry } from './blobs.js';
import { circlesEntry } from './circles.js';
import type { DatasetEntry } from './entry.js';
import { irisEntry } from './iris.js';
import { moonsEntry } from './moons.js';
import { spiralsEntry } from './spirals.js';
import { xorEntry } from './xor.js';

/** The data sets that need no file, by name: what a page in a browser can load. */
export const portableDatasets = {
  iris: irisEntry,
  xor: xorEntry,
  blobs: blobsEntry,
  moons: moonsEntry,
  circles: circlesEntry,
  spirals: spiralsEntry,
} as const satisfies Record<string, DatasetEntry>;
