/** Shell scripts, by extension or `#!` line. */
import type { Detector } from '../detector';
import { readShellScript } from '../read-shell-script';
import { baseName } from '../repo-path';

export const detector: Detector = {
    wants: file => /\.(sh|bash|zsh|ksh)$/.test(file.path) || /^\.envrc$/.test(baseName(file.path)) || (!/[./]/.test(baseName(file.path).slice(1)) && file.size < 200_000 && (file.executable || /(^|\/)(bin|scripts?|tasks|hack|tools)\//.test(file.path))),
    claim: source => /^#!.*\b(ba|da|z|k|a)?sh\b/.test(source.text.slice(0, 200)) ? 3 : /\.(sh|bash|zsh|ksh)$/.test(source.path) ? 2 : 0,
    read: source => ({ kind: 'script', shell: readShellScript(source.path, source.text) })
};
