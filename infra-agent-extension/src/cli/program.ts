/** The commands and their options. Each command's work is in a file of its own, loaded when it is asked for. */
import { Command, Option } from 'commander';
import { Mode } from '../common/ops/operation';

export function program(): Command {
    const infraAgent = new Command('infra-agent')
        .description('Reads a repository of infrastructure, checks it, and proposes operations; nothing runs without your approval.')
        .exitOverride()
        .showHelpAfterError('(infra-agent --help tells the commands and options)');
    addReading(infraAgent);
    addClassify(infraAgent);
    addActing(infraAgent);
    return infraAgent;
}

function addReading(infraAgent: Command): void {
    infraAgent.command('inspect').description('what the repository holds: files, tasks, manifests, and how they hang together')
        .argument('[dir]', 'folder of the repository', '.').option('--json', 'print RepoFacts as one JSON document')
        .action(async (dir, options) => finish((await import('./inspect')).inspect(dir, options)));
    infraAgent.command('check').description('what is wrong with it; exits with 1 if there are errors')
        .argument('[dir]', 'folder of the repository', '.').option('--json', 'print a ValidationReport as one JSON document').option('--sarif', 'print SARIF 2.1.0, as code scanners do')
        .action(async (dir, options) => finish((await import('./check')).check(dir, options)));
    infraAgent.command('propose').description('operations for a mode, recorded as the IDE would')
        .argument('[dir]', 'folder of the repository', '.').addOption(new Option('--mode <mode>', 'what to do').choices(Mode.options).default('implement'))
        .option('--goal <text>', 'narrows to what you ask for').option('--json', 'print one JSON document')
        .addOption(new Option('--format <format>', 'print operations as YAML documents or as Markdown with ops blocks').choices(['yaml', 'md']))
        .option('--out <folder>', 'with --format yaml: write each operation to a *.ops.yaml file there')
        .action(async (dir, options) => finish((await import('./propose')).propose(dir, options)));
}

function addClassify(infraAgent: Command): void {
    infraAgent.command('classify').description('risk and reach of commands: reads one JSON value a line on standard input (a string, or an object with `cmd`), prints one a line')
        .option('--cwd <dir>', "sees through that repository's scripts").option('--json', 'as it prints anyway')
        .action(async options => {
            const { classifyCommand } = await import('./classify');
            await finish(classifyCommand(options.cwd === undefined ? [] : ['--cwd', options.cwd], process));
        });
}

function addActing(infraAgent: Command): void {
    infraAgent.command('apply').description('shows each operation of a file and asks; runs what you approve')
        .argument('<file>', '*.ops.yaml, or Markdown with ops blocks').option('--dir <folder>', 'the workspace', '.')
        .option('--approve <digest>', 'without a terminal: what exactly may run; never for HIGH').option('--json', 'print one JSON document')
        .action(async (file, options) => finish((await import('./apply')).apply(file, options)));
    infraAgent.command('rollback').description('undoes an operation; asks first')
        .argument('<key>', 'as `journal show` lists it').option('--dir <folder>', 'the workspace', '.').option('--json', 'print one JSON document')
        .option('--yes', 'without a terminal: your approval, for LOW and MED')
        .action(async (key, options) => finish((await import('./rollback')).rollback(key, options)));
    const journal = infraAgent.command('journal').description('what was proposed, approved, run and undone');
    journal.command('show').description('every operation and event').argument('[dir]', 'the workspace', '.').option('--json', 'print one JSON document')
        .action(async (dir, options) => finish((await import('./journal')).showJournal(dir, options)));
    journal.command('verify').description('whether the journal is whole and untouched').argument('[dir]', 'the workspace', '.').option('--json', 'print one JSON document')
        .action(async (dir, options) => finish((await import('./journal')).verifyJournalOf(dir, options)));
}

async function finish(exitCode: Promise<number>): Promise<void> {
    process.exitCode = await exitCode;
}
