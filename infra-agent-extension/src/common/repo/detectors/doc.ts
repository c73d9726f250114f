/** READMEs and runbooks, with the commands in their code blocks. */
import type { Detector } from '../detector';
import { readMarkdown } from '../markdown-model';
import { readShellScript } from '../read-shell-script';

const SHELL = new Set(['', 'sh', 'bash', 'shell', 'console', 'zsh', 'shellsession', 'terminal']);

export const detector: Detector = {
    wants: file => /\.(md|markdown)$/i.test(file.path),
    claim: () => 2,
    read: source => {
        const markdown = readMarkdown(source.text);
        const embedded = markdown.codeBlocks.filter(block => SHELL.has(block.language)).map(block => {
            // A prompt in front of a command is blanked, which keeps the offsets.
            const text = block.text.replace(/^(\s*)([$#>] )/gm, (_, indent: string, prompt: string) => prompt === '# ' && block.language !== 'console' ? `${indent}${prompt}` : `${indent}  `);
            return { script: readShellScript(source.path, text), at: (offset: number) => block.start + offset };
        });
        return { kind: 'doc', markdown, embedded };
    }
};
