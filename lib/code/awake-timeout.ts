const SLICE_MS = 1_000;

/**
 * Calls `over` after `ms` in which this process was awake, until it is told not to. A machine that slept, or a process
 * that stood still, has used up nobody's time: each second counts once, however long it took.
 */
export function awakeTimeout(ms: number, over: () => void): () => void {
  let left = ms;
  let timer: NodeJS.Timeout;
  const next = () => {
    const slice = Math.min(left, SLICE_MS);
    timer = setTimeout(() => {
      left -= slice;
      if (left <= 0) over();
      else next();
    }, slice);
  };
  next();
  return () => clearTimeout(timer);
}
