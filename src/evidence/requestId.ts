/** The name of a run: twelve hexadecimal digits. */
const runForm = /^[0-9a-f]{12}$/;
const idForm = /^([0-9a-f]{8})-([0-9a-f]{4})-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The id of a request of a run, made of another id: a GUID that begins with the name of the run, so that evidence of two runs cannot be mixed. */
export function requestIdOf(run: string, guid: string): string {
  if (!runForm.test(run)) throw new Error(`"${run}" is no name of a run`);
  return `${run.slice(0, 8)}-${run.slice(8)}${guid.slice(13)}`;
}

/** Whether an id is that of a request of a run. */
export function isRequestOf(run: string, id: string): boolean {
  const [, first = '', second = ''] = idForm.exec(id) ?? [];
  return first + second === run;
}
