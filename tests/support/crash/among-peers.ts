import { type Bundle, type CrashCase, survive } from "./every-point";
import { Outside } from "./outside";
import { CrashProduct } from "./product";
import { tell } from "./tell";

/**
 * Two processes with room for one effect each share the work, and clients speak to the first. Either dies at each of its points, and the other
 * goes on alone. Answers where they died.
 */
export async function crashAmongPeers(bundle: Bundle, { play, ...script }: CrashCase): Promise<Set<string>> {
  const outside = await Outside.start(script);
  const product = await CrashProduct.start(bundle.main, { ...outside.env, HOLDPOINT_CONCURRENCY: "1" }, 2);
  const died = new Set<string>();
  try {
    const told = await tell(product, outside, play, []);
    const traces = [await product.trace(0), await product.trace(1)];
    for (const [index, points] of traces.entries()) {
      for (const name of new Set(points.map((point) => point.name))) {
        const deaths = await survive({ product, outside, play }, [{ name, nth: 1 }], told, index);
        for (const death of deaths) died.add(`${index}: ${death}`);
      }
    }
    return died;
  } finally {
    await product.stop();
    await outside.close();
  }
}
