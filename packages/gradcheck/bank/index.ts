import { layers } from './layers.js';
import { losses } from './losses.js';
import { normalizations } from './normalizations.js';
import { optimizers } from './optimizers.js';
import { scalars } from './scalars.js';
import type { Subject } from './subject.js';
import { tables } from './tables.js';

/** Everything that the checker is tried on. */
export const bank: readonly Subject[] = [...scalars, ...losses, ...layers, ...normalizations, ...optimizers, ...tables];
