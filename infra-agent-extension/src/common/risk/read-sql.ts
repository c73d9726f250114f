/**
 * Reads SQL for what its statements do, in any dialect: by their first words, through comments and quotes. It knows no program.
 * What follows an unreadable quote or a statement that is not known counts as changing.
 */
import { effect, prints } from './verb-list';
import type { Group, Risk } from '../ops/operation';
import type { Effect } from './program';

export interface SqlReading {
    readonly risk: Risk;
    readonly message: string;
    /** The statement, without comments. */
    readonly statement: string;
}

/** One reading for each statement; none for text without any. Where dialects would split the text differently, all of their statements count. */
export function readSql(text: string): SqlReading[] {
    const statements = new Set(DIALECTS.flatMap(dialect => statementsOf(text, dialect).map(statement => JSON.stringify([statement, withoutLiterals(statement, dialect)]))));
    return [...statements].map(each => JSON.parse(each) as [string, string]).map(([statement, plain]) => ({ ...readStatement(plain), statement }));
}

/** What the statements do, worst of each kind once. */
export function sqlEffects(text: string, group: Group): Effect[] {
    const seen = new Map<string, Effect>();
    for (const { risk, message } of readSql(text)) {
        seen.set(message, risk === 'LOW' ? prints(risk, group, message) : effect(risk, group, message));
    }
    return [...seen.values()];
}

type Rule = readonly [RegExp, Risk, string];

/** The first rule that matches decides, so the dangerous ones stand first. */
const RULES: readonly Rule[] = [
    [/^[^A-Z\\]*$/, 'LOW', 'is no statement'],
    [/^\\(D\w*|L|X|A|T|H|F|Q|Z|C|TIMING|PSET|CONNECT|CONNINFO|ECHO|QECHO|WARN|ENCODING|ERRVERBOSE|SF|SV|PROMPT|SET|UNSET|G|GX|WATCH|S)?\+?S?\+?($| [^|`]*$)/, 'LOW', 'asks psql to show something'],
    [/^\\/, 'HIGH', 'asks psql to run, read or write something else'],
    [/\b(COPY\b.*\b(FROM|TO)\s+PROGRAM\b|XP_CMDSHELL|SYS_EXEC\s*\(|LOAD_EXTENSION\s*\()/, 'HIGH', 'runs a program on the database server'],
    [/\b(PG_TERMINATE_BACKEND|PG_CANCEL_BACKEND|PG_RELOAD_CONF|PG_SWITCH_WAL|PG_PROMOTE|PG_DROP_REPLICATION_SLOT|LO_UNLINK|LO_EXPORT|PG_READ_FILE|PG_READ_BINARY_FILE|PG_LS_DIR|LOAD_FILE)\s*\(/, 'HIGH', 'calls a function that reaches past the data'],
    [/\bINTO\s+(OUTFILE|DUMPFILE)\b/, 'HIGH', 'writes a file on the database server'],
    [/^(DROP|TRUNCATE|PURGE|DETACH|OPTIMIZE\s+TABLE\s+\S+\s+FINAL|FLUSH|RESET|KILL|SHUTDOWN|RESTORE|REINDEX|CLUSTER|VACUUM\s+FULL|UNDROP|DISCARD\s+ALL)\b/, 'HIGH', 'drops, empties or interrupts'],
    [/^(GRANT|REVOKE|DENY|SET\s+PASSWORD|REASSIGN\s+OWNED|(CREATE|ALTER|RENAME)\s+(OR\s+REPLACE\s+)?(USER|ROLE|LOGIN|GROUP|POLICY|ROW\s+ACCESS\s+POLICY|DEFAULT\s+PRIVILEGES|SERVER|USER\s+MAPPING|EXTENSION|SYSTEM))\b/, 'HIGH', 'changes access, or the server itself'],
    [/^ALTER\b.*\b(DROP|TRUNCATE|DISABLE\s+TRIGGER|DISABLE\s+ROW|OWNER\s+TO|TYPE|MODIFY|CHANGE\s+COLUMN|SET\s+DATA\s+TYPE|DELETE|REPLACE\s+PARTITION|CLEAR\s+COLUMN|DETACH)\b/, 'HIGH', 'alters so that data, or its protection, can be lost'],
    [/^DELETE\b/, 'HIGH', 'deletes rows'],
    [/^UPDATE\b(?!.*\bWHERE\b)/, 'HIGH', 'overwrites every row'],
    [/^UPDATE\b.*\bWHERE\s+(1\s*=\s*1|TRUE|\(?1\)?)\s*$/, 'HIGH', 'overwrites every row'],
    [/^(REPLACE|MERGE|LOAD\s+DATA|IMPORT|INSERT\s+OVERWRITE|CREATE\s+OR\s+REPLACE\s+(TABLE|SNAPSHOT))\b/, 'HIGH', 'overwrites rows'],
    [/^(DO|EXECUTE\s+IMMEDIATE)\b/, 'HIGH', 'runs a block of code, which is not read'],
    [/^(CALL|EXEC|EXECUTE|DECLARE|PREPARE|BEGIN\s+(?!TRAN|WORK|READ|ISOLATION|IMMEDIATE|EXCLUSIVE|DEFERRED)\S)/, 'MED', 'runs a block or a procedure, whose content is not read'],
    [/^COPY\b.*\bFROM\b/, 'MED', 'inserts rows'],
    [/^(EXPORT|UNLOAD|BACKUP|COPY)\b/, 'MED', 'copies data out'],
    [/^(INSERT|UPSERT|UPDATE|CREATE|ALTER|COMMENT|ANALYZE|VACUUM|LOCK|NOTIFY|RENAME|REFRESH|LISTEN|ATTACH|CHECKPOINT|OPTIMIZE|REPAIR|INSTALL|SECURITY\s+LABEL|ASSERT|HANDLER)\b/, 'MED', 'changes rows or definitions'],
    [/^SELECT\b.*\bINTO\s+(?!@|STRICT\b)\S/, 'MED', 'writes what it selects into a table'],
    [/^SET\s+(GLOBAL|PERSIST|@@GLOBAL)\b/, 'HIGH', 'changes the settings of the server'],
    [/^SELECT\b.*\bFOR\s+(UPDATE|SHARE|NO\s+KEY)\b/, 'MED', 'locks rows'],
    [/^(SELECT|VALUES|TABLE|SHOW|DESCRIBE|DESC|EXPLAIN|HELP|USE|SET|BEGIN|START\s+TRANSACTION|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA|FETCH|CLOSE|LIST|STATUS|FROM)\b/, 'LOW', 'reads rows or settings']
];

function readStatement(plain: string): { readonly risk: Risk; readonly message: string } {
    const body = explained(mainOf(plain));
    const rule = RULES.find(([pattern]) => pattern.test(body));
    return rule ? { risk: rule[1], message: rule[2] } : { risk: 'MED', message: 'is a statement that is not known' };
}

/** `WITH … DELETE` deletes: of the statements inside, the most dangerous counts. */
function mainOf(plain: string): string {
    if (!/^\(*\s*WITH\b/.test(plain)) {
        return plain.replace(/^[(\s]+/, '');
    }
    const found = /\b(DELETE|UPDATE|MERGE|INSERT|TRUNCATE|DROP)\b(?=\s+(FROM|INTO|\S+\s+SET|\S))/.exec(plain);
    return found ? plain.slice(found.index) : plain.slice(Math.max(0, plain.search(/\b(SELECT|VALUES|TABLE)\b/)));
}

/** `EXPLAIN` runs nothing, but `EXPLAIN ANALYZE` does. */
function explained(body: string): string {
    const analyzed = /^EXPLAIN\s*(\([^)]*\bANALYZE\b(?!\s+(FALSE|OFF|0))[^)]*\)|(ANALYZE|ANALYSE)(\s+VERBOSE)?)\s+/.exec(body);
    return analyzed ? mainOf(body.slice(analyzed[0].length)) : /^EXPLAIN\b/.test(body) ? 'EXPLAIN' : body;
}

/** How a dialect quotes and comments. PostgreSQL's backslash is a letter, its `#` an operator; MySQL's `--` needs a space, its `$$` says nothing. */
interface Dialect {
    readonly token: RegExp;
    readonly literal: RegExp;
}

const DIALECTS: readonly Dialect[] = [
    {
        token: /--[^\n]*|\/\*(?!!)[\s\S]*?(?:\*\/|$)|\/\*!\d*|\*\/|\$([A-Za-z_]*)\$[\s\S]*?(?:\$\1\$|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)|;|\\[a-zA-Z!+?][^\n]*|[^-/*$'"`;\\]+|[\s\S]/g,
        literal: /\$([A-Za-z_]*)\$[\s\S]*?(?:\$\1\$|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)/g
    },
    {
        token: /--(?=\s|$)[^\n]*|#[^\n]*|\/\*(?!!)[\s\S]*?(?:\*\/|$)|\/\*!\d*|\*\/|'(?:[^'\\]|''|\\[\s\S])*(?:'|\\?$)|"(?:[^"\\]|""|\\[\s\S])*(?:"|\\?$)|`[^`]*(?:`|$)|;|[^-#/*'"`;]+|[\s\S]/g,
        literal: /'(?:[^'\\]|''|\\[\s\S])*(?:'|\\?$)|"(?:[^"\\]|""|\\[\s\S])*(?:"|\\?$)|`[^`]*(?:`|$)/g
    }
];

/** Splits at semicolons that stand outside quotes and comments, and drops the comments; `/*! … *\/` of MySQL is code, and a `\d` of psql its own statement. */
function statementsOf(text: string, dialect: Dialect): string[] {
    const statements: string[] = [];
    let current = '';
    for (const [piece] of text.matchAll(dialect.token)) {
        if (piece === ';') {
            statements.push(current);
            current = '';
        } else if (/^\\./.test(piece) && current.trim() === '') {
            statements.push(piece);
        } else {
            current += /^(--|#|\/\*|\*\/)/.test(piece) && piece.length > 1 ? ' ' : piece;
        }
    }
    // A leading `#` begins a comment in the dialects that have one, and is an error in the others.
    return [...statements, current].map(statement => statement.trim().replace(/^(#[^\n]*(\n\s*|$))+/, '')).filter(statement => statement !== '');
}

/** Upper case, one space between words, and nothing in quotes that could look like a keyword. */
function withoutLiterals(statement: string, dialect: Dialect): string {
    return statement.replace(dialect.literal, quoted => /^["`]/.test(quoted) ? 'name' : "''").replace(/\s+/g, ' ').trim().replace(/[a-z]/g, letter => letter.toUpperCase());
}
