/** Calls at once, then at most every `ms`, and once more at the end if it was asked for meanwhile. */
export function paced(call: () => void, ms: number): () => void {
  let resting = false;
  let asked = false;
  const go = () => {
    resting = true;
    call();
    setTimeout(() => {
      resting = false;
      if (!asked) return;
      asked = false;
      go();
    }, ms);
  };
  return () => {
    if (resting) asked = true;
    else go();
  };
}
