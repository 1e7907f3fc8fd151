import { InvalidArgumentError } from 'commander';

/** Parsers of command-line values: each says what it expected and what came. */

export function wholeNumber(low: number, what: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < low) {
      throw new InvalidArgumentError(`${what}: expected a whole number of at least ${low}, got "${text}".`);
    }
    return value;
  };
}

export function positiveNumber(what: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
      throw new InvalidArgumentError(`${what}: expected a positive number, got "${text}".`);
    }
    return value;
  };
}

/** "128,64" -> [128, 64]; "none" -> []: no hidden layer. */
export function unitsOfLayers(text: string): number[] {
  if (text === 'none') return [];
  const parse = wholeNumber(1, 'units of a layer');
  return text.split(',').map(parse);
}
