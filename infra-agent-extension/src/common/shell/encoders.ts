/** Programs whose output is the content of something, cut to lines that fit into a name. */
const ENCODER = /^(base64|base32|basenc|xxd|od|hexdump|uuencode|gzip|bzip2|xz|openssl)$/;

export function isEncoder(program: string | undefined): boolean {
    return ENCODER.test(program?.split('/').pop() ?? '');
}

/** `$(xxd -p FILE)`, as it is shown. */
export function isEncodedOutput(shown: string): boolean {
    return /^["']?(\$\(|`).*\b(base64|base32|basenc|xxd|od|hexdump|uuencode)\b/s.test(shown);
}
