/** A word for a command text: as it is where it is plain, else in single quotes. Names come from the repository, and are never shell. */
export function shellQuote(text: string): string {
    return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A file as an argument: a name that begins with a dash must not be read as an option. */
export function shellPath(path: string): string {
    return shellQuote(path.startsWith('-') ? `./${path}` : path);
}
