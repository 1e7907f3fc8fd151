/** What is thrown once a device is gone: a driver that was reset, a GPU that was unplugged, a page that holds too many. */
export function lostError(cause: unknown): Error {
  return new Error(
    'run: expected a device that answers, but the device was lost. Open another one: await openDevice(); what this one gave before is good.',
    { cause },
  );
}
