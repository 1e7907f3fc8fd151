import type * as fc from 'fast-check';
import type { MatrixLike } from './matrix.js';
import type { Range } from './size.js';
import { tables } from './tables.js';

/** Rows and columns of numbers: shrunk by leaving out any rows and columns, then entry by entry. */
export function table(element: fc.Arbitrary<number>, rows: Range, columns: Range): fc.Arbitrary<MatrixLike> {
  return tables({ rows, columns }, [{ rows: 'rows', columns: 'columns', element }], {
    value: ({ lengths, numbers: [only] }) => ({
      rows: lengths['rows']!,
      columns: lengths['columns']!,
      data: Float64Array.from(only!),
    }),
    drawn: (value) => {
      const { rows, columns, data } = value as MatrixLike;
      return { lengths: { rows, columns }, numbers: [Array.from(data)] };
    },
  });
}
