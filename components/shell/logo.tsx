/** A bar and a point: hold, then go on. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 20 20">
      <rect width="20" height="20" rx="5" className="fill-accent" />
      <rect x="6" y="5" width="2.5" height="10" rx="1.25" className="fill-on-accent" />
      <circle cx="12.75" cy="10" r="2.25" className="fill-on-accent" />
    </svg>
  );
}
