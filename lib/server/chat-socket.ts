import { RateLimiterMemory } from "rate-limiter-flexible";
import type { WebSocket } from "ws";
import { HoldpointError, isHoldpointError } from "@/lib/errors";
import { type Caller, confirm } from "@/lib/http/authenticate";
import { takeTurn } from "@/lib/http/rate-limit";
import { Conversation, type Outgoing } from "@/lib/protocols/chat/conversation";

const MAX_MESSAGE_BYTES = 65_536;
/** Messages of one connection: so many at once, and then so many in as many seconds. */
const MESSAGES = { points: 30, duration: 3 };
/** Who goes on although it was told so often that it is too fast is sent away. */
const MOST_REFUSED = 100;
const HEARTBEAT_MS = 30_000;
const GOODBYE_MS = 500;
/** RFC 6455: a policy is violated. */
const POLICY = 1008;

/**
 * One open connection, until the caller is out or has other rights (`over`). It reads the next message when the last one is dealt with, and waits until what it sends is
 * taken: who floods it or never reads slows down nobody else.
 */
export function chatSocket(client: WebSocket, caller: Caller, over: AbortSignal): void {
  const limiter = new RateLimiterMemory(MESSAGES);
  const { send, arrivals } = sender(client);
  const conversation = new Conversation(caller.principal, send);
  let refused = 0;
  let dealing: Promise<void> = Promise.resolve();
  let waiting = 0;

  async function take(bytes: Buffer, isBinary: boolean): Promise<void> {
    const tooFast = await limiter.consume("").then(
      () => null,
      () => new HoldpointError("rate_limited", "Too many messages at once; this one was not read. Please wait 3 s."),
    );
    refused = tooFast ? refused + 1 : 0;
    if (refused > MOST_REFUSED) return client.close(POLICY, "Too many messages");
    const problem = tooFast ?? problemOf(bytes, isBinary) ?? (await takeTurn(caller.key).then(noProblem, isProblem));
    if (problem) return conversation.refuse(problem);
    // Between two looks of the watch a message may come that must not be carried out any more.
    const refusal = await confirm(caller.principal).then(noProblem, isProblem);
    if (!refusal) return conversation.receive(bytes.toString("utf8"));
    if (isHoldpointError(refusal)) return turnOut();
    return conversation.refuse(refusal);
  }

  function turnOut(): void {
    conversation.close();
    client.close(POLICY, "Please sign in again");
    // Who does not answer the goodbye is cut off.
    setTimeout(() => client.terminate(), GOODBYE_MS).unref();
  }

  client.on("pong", arrivals);
  client.on("message", (data, isBinary) => {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    waiting++;
    client.pause();
    dealing = dealing
      .then(() => (client.readyState === client.OPEN ? take(bytes, isBinary) : undefined))
      .catch((error: unknown) => console.error("holdpoint: WebSocket /ws/chat:", error))
      .finally(() => {
        if (--waiting === 0) client.resume();
      });
  });
  // The library closes the connection; there is nobody else to tell.
  client.on("error", () => undefined);
  if (over.aborted) turnOut();
  else over.addEventListener("abort", turnOut);
  const beat = heartbeat(client);
  client.once("close", () => {
    over.removeEventListener("abort", turnOut);
    clearInterval(beat);
    conversation.close();
  });
}

const noProblem = () => null;
const isProblem = (error: unknown) => error;

function problemOf(bytes: Buffer, isBinary: boolean): HoldpointError | null {
  if (bytes.length > MAX_MESSAGE_BYTES) {
    return new HoldpointError("too_large", "This message has more than 64 kB (65,536 bytes). Send less.");
  }
  if (!isBinary) return null;
  return new HoldpointError("malformed", "This message is not JSON: it is binary. Send one JSON object as text.");
}

/**
 * Sends messages. One whose arrival matters goes behind a ping of its own: whoever answers that ping gets the message
 * at the same moment.
 */
function sender(client: WebSocket) {
  const awaited = new Map<number, () => void>();
  let pings = 0;
  return {
    send(message: Outgoing, arrived?: () => void): Promise<void> {
      if (arrived) {
        awaited.set(++pings, arrived);
        client.ping(String(pings));
      }
      return new Promise((resolve, reject) => {
        client.send(JSON.stringify(message), (error) => (error ? reject(error) : resolve()));
      });
    },
    /** One pong may answer several pings. */
    arrivals(data: Buffer): void {
      const answered = Number(String(data));
      for (const [ping, arrived] of awaited) {
        if (ping > answered) return;
        awaited.delete(ping);
        arrived();
      }
    },
  };
}

/** Ends connections that answer no ping. */
function heartbeat(client: WebSocket): NodeJS.Timeout {
  let alive = true;
  client.on("pong", () => {
    alive = true;
  });
  return setInterval(() => {
    if (!alive) return client.terminate();
    alive = false;
    client.ping("0");
  }, HEARTBEAT_MS);
}
