import type { ReactNode } from "react";

/** Title of a page, with what stands above, below and beside it. */
export function PageHeader({
  above,
  title,
  below,
  beside,
}: {
  above?: ReactNode;
  title: ReactNode;
  below?: ReactNode;
  beside?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        {above ? <div className="mb-1 text-quiet">{above}</div> : null}
        <h1 className="text-xl leading-7 font-semibold wrap-anywhere">{title}</h1>
        {below ? <div className="mt-1 text-quiet">{below}</div> : null}
      </div>
      {beside}
    </header>
  );
}

/** The room a page has: the same everywhere, so that nothing moves sideways from one to the next. */
export function PageBody({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex w-full max-w-[1200px] flex-col gap-6 px-4 py-5 sm:px-6 lg:px-8 lg:py-8">
      {children}
    </div>
  );
}
