"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";

const Now = createContext(0);

/** Clocks closer than this are taken to agree. */
const tolerance = 60_000;

/**
 * The moment that relative times are measured from: first the server's, so that both render the same
 * text, then the browser's own clock (set right where it is off), every half minute.
 */
export function NowProvider({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const difference = serverNow - Date.now();
    const correction = Math.abs(difference) > tolerance ? difference : 0;
    const tick = () => setNow(Date.now() + correction);
    tick();
    const timer = setInterval(tick, 30_000);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [serverNow]);
  return <Now value={now}>{children}</Now>;
}

export const useNow = () => useContext(Now);

const never = () => () => {};

/** False on the server and while taking over its markup, then true. */
export const useInBrowser = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
