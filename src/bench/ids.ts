/** A source of ids that gives the same ones each time it is made: 1, 2, 3 … as Edm.Guid. */
export function countedIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
  };
}
