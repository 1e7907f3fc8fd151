/** The functions of two numbers that plans are full of, in the portable subset. */
import type { KernelFunction } from '../contracts.js';

export const product: KernelFunction = Object.freeze({ formula: productOfTwo });
export const quotient: KernelFunction = Object.freeze({ formula: quotientOfTwo });
export const difference: KernelFunction = Object.freeze({ formula: differenceOfTwo });

function productOfTwo(a: number, b: number): number {
  return a * b;
}

function quotientOfTwo(a: number, b: number): number {
  return a / b;
}

function differenceOfTwo(a: number, b: number): number {
  return a - b;
}
