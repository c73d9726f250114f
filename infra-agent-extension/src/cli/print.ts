/** Text for a terminal: one JSON document, or lines in which nothing from a repository can move the cursor or hide text. */
export function printJson(value: unknown): void {
    process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

export function print(text: string): void {
    process.stdout.write(`${visible(text)}\n`);
}

/** Control, direction and zero-width characters as their code points; a person approves what is shown. */
export function visible(text: string): string {
    return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
        character => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
