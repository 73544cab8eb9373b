/** Text controls of all kinds look alike. 16 px on phones: smaller makes them zoom in. */
export const controlLook =
  "w-full rounded-lg border border-control bg-surface px-3 py-2 text-base lg:text-sm text-ink " +
  "placeholder:text-quiet placeholder:opacity-100 focus-visible:border-accent focus-visible:outline-1 " +
  "focus-visible:outline-offset-0 disabled:resize-none disabled:border-line disabled:bg-page disabled:text-quiet aria-invalid:border-failed aria-invalid:focus-visible:outline-failed";
