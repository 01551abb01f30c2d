/** How a stream says that whoever read it reads no more, as `head` does after its lines. */
const codes: ReadonlySet<string> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'EOF']);

/** Lets a process go on without a word if nobody reads what it prints any longer: its verdict and its files stay the same. */
export function outliveReaders(streams: readonly NodeJS.WritableStream[]): void {
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!codes.has(error.code ?? '')) throw error;
    });
}
