/** True when the client would rather have an event stream than JSON (RFC 9110: highest q, then first named). */
export function prefersEventStream(headers: Headers): boolean {
  const ranges = (headers.get("accept") ?? "").split(",").map((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith("q="));
    return { type, q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
  });
  const quality = (type: string) => ranges.find((range) => range.type === type);
  const stream = quality("text/event-stream");
  if (!stream || stream.q === 0) return false;
  const json = quality("application/json");
  return !json || stream.q > json.q || (stream.q === json.q && ranges.indexOf(stream) < ranges.indexOf(json));
}
