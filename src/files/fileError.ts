/** A file that cannot be taken as it is; the message goes on from its name, and says what to do where that is known. */
export class FileError extends Error {}
