/** A form of text: says in a few words what is wrong with a text, or undefined when the text has the form. */
export type TextFormat = (text: string) => string | undefined;

/** A text as it can be quoted in a message: JSON-escaped and cut after 60 characters. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
