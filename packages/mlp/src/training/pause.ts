/** Milliseconds of work between two turns of the event loop: short for a progress bar, long against a turn. */
const workBetweenTurns = 50;

/**
 * Lets timers, signals and drawing through now and then: awaiting the returned function costs a clock reading, and
 * every 50 ms one turn of the event loop.
 */
export function pacer(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < workBetweenTurns) return undefined;
    return nextTurn().then(() => {
      last = performance.now();
    });
  };
}

/** A new turn of the event loop: setImmediate where there is one (Node), a timer elsewhere. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
