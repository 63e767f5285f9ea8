/** The value of a series in the text of Prometheus, by its name and some of its labels; NaN if there is none. */
export function figureIn(text: string, name: string, ...labels: string[]): number {
  const isIt = (line: string) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label));
  return Number(text.split('\n').find(isIt)?.split(' ').at(-1) ?? Number.NaN);
}
