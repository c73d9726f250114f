import { high, med, onlyShows, plainProgram, verbs } from '../effect';
import type { Call, ProgramTable, Word } from '../program';
import { fixedWord, lastValue } from '../word-parts';
import { servesFolder } from './file-sharing';

/** A checker that reads files, and may rewrite them with one of these flags. */
const checker = (names: string, rewrites: readonly string[] = [], valueFlags: readonly string[] = []): ProgramTable => plainProgram(names, 'LOW', 'checks files', {
    valueFlags: ['-c', '--config', '-f', '--format', '-o', '--output', '-s', '--severity', ...valueFlags],
    judge: call => ({ effects: rewrites.length > 0 && call.has(...rewrites) && call.positionals.length === 0 ? [med('local', 'rewrites files')] : [] }),
    writesTo: call => rewrites.length > 0 && call.has(...rewrites) ? call.positionals : call.values('--output', '--output-file')
});

export const programs: readonly ProgramTable[] = [
    checker('lychee vale codespell typos editorconfig-checker ec gitlint commitlint regula markdown-link-check'),
    checker('markdownlint-cli2', ['--fix']),
    checker('prettier biome dprint', ['-w', '--write', '--apply', '--fix']),
    checker('autopep8 yapf', ['-i', '--in-place'], ['--style']),
    plainProgram('black isort', 'MED', 'rewrites files', { valueFlags: ['-l', '--line-length', '-t', '--target-version', '--config', '--profile', '-p'], judge: call => call.has('--check', '--diff', '--check-only', '-c') ? onlyShows('checks files') : { effects: [] } }),
    {
        names: ['ruff'],
        group: 'local',
        valueFlags: ['--config', '--select', '--ignore', '--output-format', '-o', '--output-file', '--target-version', '--line-length'],
        verbs: { ...verbs('LOW', 'checks files', 'check, rule, linter, config, version, help, analyze, server'), ...verbs('MED', 'rewrites files, or removes a cache', 'format, clean') },
        flagRules: [{ flags: ['--fix', '--fix-only', '--add-noqa'], verbs: ['check'], risk: 'MED', message: 'rewrites files' }],
        dryRun: [{ flag: '--check', values: [''], verbs: ['format'] }, { flag: '--diff', values: [''] }],
        writesTo: call => call.values('-o', '--output-file')
    },
    plainProgram('mypy pyright pylint flake8 pydocstyle bandit', 'LOW', 'checks code', { valueFlags: ['-p', '-m', '-c', '--config-file', '--rcfile', '-o', '--output-file', '--load-plugins'], writesTo: call => call.values('-o', '--output-file') }),
    checker('secretlint', [], ['-r', '--report-path', '--source', '-v']),
    plainProgram('snyk clair', 'LOW', 'scans images and files, asking a service', { group: 'external', valueFlags: [
        '-o', '--output', '-f', '--format', '--severity', '-t', '--template', '--cache-dir', '--ignorefile', '-s', '--scope', '--file'
    ], writesTo: call => call.values('-o', '--output', '--file').filter(word => !/=|^(json|table|sarif|cyclonedx-json|spdx-json|template|text|syft-json)$/.test(word.value ?? '')), judge: call => ({ effects: /^(monitor|auth|config|clean|plugin|server|login)$/.test(call.positionals[0]?.value ?? '') ? [med('external', 'sends results out, or changes settings', call.positionals[0])] : [] }) }),
    {
        names: ['pre-commit', 'lefthook', 'husky', 'prek', 'overcommit'],
        group: 'local',
        valueFlags: ['-c', '--config', '--hook-stage', '--files', '--from-ref', '--to-ref', '-t', '--hook-type'],
        verbs: {
            ...verbs('LOW', 'checks settings', 'validate-config, validate-manifest, sample-config, help, dump, version, check-install'),
            ...verbs('MED', 'runs hooks that others wrote, or installs them', 'run, install, autoupdate, install-hooks, try-repo, migrate-config, init-templatedir, gc, uninstall, add, init, set'),
            ...verbs('MED', 'empties a cache', 'clean')
        }
    },
    plainProgram('patch', 'MED', 'changes files as a patch says', {
        valueFlags: ['-d', '--directory', '-i', '--input', '-o', '--output', '-p', '--strip', '-r', '--reject-file', '-B', '-D', '-F', '-V', '-z', '-Y', '-g'],
        dryRun: [{ flag: '--dry-run', values: [''] }, { flag: '-C', values: [''] }],
        writesTo: call => [...call.positionals.slice(0, 1), ...call.values('-o', '--output', '-r', '--reject-file').filter(word => word.value !== '-')],
        touches: call => call.positionals.length === 0 && !call.has('-o', '--output') ? [lastValue(call, '-d', '--directory') ?? fixedWord('.', call.program)] : []
    }),
    plainProgram('rego cue jsonnet jsonnetfmt dhall ytt kcl gomplate j2 jinja2 esh mustache', 'LOW', 'evaluates configuration', {
        valueFlags: ['-d', '--data', '-i', '--input', '-f', '--format', '-o', '--out', '-m', '--multi', '-J', '-t', '-e', '-l', '-c', '--file', '-V', '--tla-str', '--ext-str'],
        judge: call => ({ effects: call.positionals[0]?.value === 'run' && call.has('-s', '--server') ? [high('external', 'lets other hosts connect')] : call.has('-w', '--write') || call.positionals[0]?.value === 'fmt' && call.has('-w', '--in-place') ? [med('local', 'rewrites files')] : [] }),
        writesTo: call => writtenBy(call)
    }),
    plainProgram('protoc-gen-doc mkdocs hugo jekyll sphinx-build doxygen typedoc pandoc asciidoctor mmdc plantuml', 'MED', 'writes documents', { valueFlags: ['-o', '--output', '--output-file', '-f', '-t', '-T', '-i', '-d', '-p'], writesTo: call => call.values('-o', '--output', '--output-file') }),
    plainProgram('dot neato', 'LOW', 'draws graphs', { valueFlags: ['-o', '-T', '-G', '-N', '-E', '-K', '-l'], writesTo: call => call.values('-o') }),
    plainProgram('convert magick ffmpeg inkscape exiftool optipng', 'MED', 'converts files'),
    plainProgram('busybox toybox', 'LOW', 'starts one of its tools', {
        optionsFirst: true,
        helpFlags: ['--help', '--list', '--list-full', '--version'],
        judge: call => ({ effects: call.has('--install') ? [high('local', 'installs its tools over those of the system')] : call.positionals[0]?.value === 'httpd' ? [servesFolder(undefined, call.positionals[0])] : [] }),
        inner: call => call.positionals.length > 0 && !call.has('--install') ? [{ kind: 'argv', words: call.positionals }] : []
    }),
    plainProgram('sshpass', 'LOW', 'types a password for another program', { optionsFirst: true, valueFlags: ['-p', '-f', '-d', '-P'], inner: call => call.positionals.length > 0 ? [{ kind: 'argv', words: call.positionals }] : [] })
];

function writtenBy(call: Call): readonly Word[] {
    return call.values('-o', '--out').filter(word => !/^(json|yaml|yml|text|pretty|raw|values|bindings|source|discard|toml|cue)$/.test(word.value ?? ''));
}
