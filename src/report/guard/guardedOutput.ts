import type { Guard } from './guard.ts';

/** How much of what was written before is looked at again, for a secret may come in parts. */
const remembered = 4096;

type Write = (chunk: string | Uint8Array, ...rest: unknown[]) => boolean;

/** Lets nothing through a stream of this process that holds a secret, whoever writes it. */
export function guardOutput(stream: NodeJS.WritableStream, guard: Guard): void {
  const write = stream.write.bind(stream) as Write;
  let before = '';
  const guarded: Write = (chunk, ...rest) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const together = before + text;
    const isClean = guard.guarded(together) === together;
    before = isClean ? together.slice(-remembered) : '';
    return isClean ? write(chunk, ...rest) : write(guard.guarded(`${together}\n`), ...rest);
  };
  stream.write = guarded as typeof stream.write;
}
