/**
 * Writes random scripts from a grammar of what bash can do without touching anything: no absolute paths, no programs but the recorded ones.
 * The same seed gives the same script.
 */

/** The programs that a script may start. */
export const PROGRAMS = ['tool', 'apply', 'probe', 'kube', 'wipe'] as const;

const NAMES = ['x', 'y', 'z', 'acc'];
const WORDS = ['a', 'b1', 'prod', '--all', '-rf', 'k=v', 'a,b', 'two.yaml', '7'];

type Random = () => number;

export function writeScript(seed: number): string {
    const random = randomOf(seed);
    return new Grammar(random).script();
}

/** Owns the random source and what has been declared so far. */
class Grammar {
    private depth = 0;
    private readonly functions: string[] = [];
    private readonly arrays: string[] = [];
    private inFunction = false;
    private inLoop = false;

    constructor(private readonly random: Random) { }

    script(): string {
        const lines = Array.from({ length: 2 + this.below(6) }, () => this.statement());
        const head = this.chance(0.2) ? [`set -- ${this.words(1 + this.below(3))}`] : [];
        const known = this.chance(0.6) ? [`x=${this.pick(WORDS)} y=${this.pick(['', "'p q'", 'prod'])} z='${this.pick(WORDS)} w'`] : [];
        return [...known, ...head, ...lines, `tool end "$x" "$y"`].join('\n') + '\n';
    }

    private statement(): string {
        if (this.depth > 3) {
            return this.simple();
        }
        this.depth++;
        const made = this.pick([
            () => this.simple(), () => this.simple(), () => this.assignment(), () => this.assignment(), () => this.compound(), () => this.compound(),
            () => this.lists(), () => this.define(), () => this.state(), () => this.odd()
        ])();
        this.depth--;
        return made;
    }

    private simple(): string {
        const program = this.pick([() => this.pick([...PROGRAMS]), () => this.pick([...PROGRAMS]), () => this.callable(), () => `"${this.pick([...PROGRAMS])}"`, () => this.quotedProgram()])();
        const prefix = this.chance(0.1) ? `${this.name()}=${this.word()} ` : '';
        return `${prefix}${program} ${this.words(this.below(4))}${this.chance(0.15) ? ` ${this.redirect()}` : ''}`;
    }

    private quotedProgram(): string {
        const program = this.pick([...PROGRAMS]);
        return this.pick([`\\${program}`, `'${program}'`, `$'${program}'`, `${program.slice(0, 1)}"${program.slice(1)}"`, `command ${program}`, `$(echo ${program})`, `\${undefined_name:-${program}}`]);
    }

    private callable(): string {
        return this.functions.length > 0 ? this.pick(this.functions) : this.pick([...PROGRAMS]);
    }

    private assignment(): string {
        const name = this.name();
        return this.pick([
            () => `${name}=${this.word()}`, () => `${name}=${this.value()}`, () => `${name}+=${this.word()}`, () => `export ${name}=${this.word()}`, () => `${name}=$(echo ${this.words(2)})`,
            () => `printf -v ${name} '%s-%s' ${this.word()} ${this.word()}`, () => `read -r ${name} y <<< "${this.pick(WORDS)} ${this.pick(WORDS)} more"`, () => `unset ${name}`,
            () => `${name}=$((${this.arithmetic()}))`, () => this.array(), () => `declare -l ${name}=${this.pick(['TOOL', 'Apply'])}`, () => `: \${${name}:=${this.pick(WORDS)}}`, () => `let 'n += 1'`
        ])();
    }

    private array(): string {
        const name = this.pick(['list', 'items']);
        this.arrays.push(name);
        return this.pick([`${name}=(${this.words(3)})`, `${name}+=(${this.words(1)})`, `${name}=("$@")`, `${name}[1]=${this.word()}`]);
    }

    private compound(): string {
        const block = () => this.block();
        return this.pick([
            () => `if ${this.condition()}; then\n${block()}\nelse\n${block()}\nfi`,
            () => `if ${this.condition()}; then ${this.statement()}\nelif ${this.condition()}; then ${this.statement()}\nfi`,
            () => this.loop(`for ${this.name()} in ${this.words(1 + this.below(3))}`),
            () => this.loop(`for ${this.name()}`),
            () => this.loop(`for ((i = 0; i < ${1 + this.below(3)}; i++))`),
            () => `n=0\n${this.loop(`while [ $n -lt ${1 + this.below(3)} ]`, 'n=$((n + 1))')}`,
            () => `n=0\n${this.loop(`until (( n >= ${1 + this.below(3)} ))`, '((n++))')}`,
            () => `${this.loop('while read -r line', `probe "$line" $line`)} <<< "${this.pick(WORDS)}"`,
            () => `while [ $# -gt 0 ]; do case $1 in -*) apply flag "$1";; *) probe "$1";; esac; shift; done`,
            () => `case ${this.word()} in\n${this.pick(WORDS)}|${this.name()}*) ${this.statement()}\n${this.pick([';;', ';&', ';;&'])}\n[a-m]*) ${this.statement()};;\n*) ${this.statement()}\nesac`,
            () => `( ${this.statement()}\n${this.statement()} )`, () => `{ ${this.statement()}\n}${this.chance(0.2) ? ' > out.txt' : ''}`
        ])();
    }

    private loop(head: string, first = ':'): string {
        const before = this.inLoop;
        this.inLoop = true;
        const text = `${head}; do\n${first}\n${this.block()}\n${this.chance(0.2) ? `${this.condition()} && ${this.pick(['break', 'continue'])}\n` : ''}done`;
        this.inLoop = before;
        return text;
    }

    private block(): string {
        return Array.from({ length: 1 + this.below(2) }, () => this.statement()).join('\n');
    }

    private lists(): string {
        return this.pick([
            () => `${this.simple()} && ${this.simple()}`, () => `${this.condition()} || ${this.simple()}`, () => `${this.simple()} | ${this.simple()} | ${this.simple()}`, () => `! ${this.simple()}; ${this.simple()}`,
            () => `${this.condition()} && ${this.simple()} || ${this.simple()}`, () => `echo "${this.pick(WORDS)}" | while read -r l; do tool "$l"; done`, () => `${this.simple()} & wait`, () => `time ${this.simple()}`
        ])();
    }

    private define(): string {
        if (this.inFunction) {
            return this.simple();
        }
        const name = this.pick(['f', 'g', 'apply', 'log']);
        this.inFunction = true;
        const loop = this.inLoop;
        this.inLoop = false;
        const body = `${this.chance(0.5) ? `local ${this.name()}=${this.pick(['"$1"', 'inner', '$#'])}\n` : ''}${this.block()}\n${this.pick(['probe "$@"', 'probe $*', '"$@"', 'return 1', '[ "$1" = a ] && return', 'shift; tool "$@"'])}`;
        this.inFunction = false;
        this.inLoop = loop;
        const defined = this.functions.includes(name);
        this.functions.push(name);
        // A function that is named like a program and calls it is recursive; `command` reaches the program.
        const safe = body.replace(new RegExp(`(^|[\\s;(&|"'\\\\])(${this.functions.join('|')})(?=[\\s;)"']|$)`, 'g'), '$1tool');
        return defined || this.chance(0.3) ? `function ${name} {\n${safe}\n}` : `${name}() {\n${safe}\n}`;
    }

    private state(): string {
        return this.pick([
            () => `set -- ${this.words(1 + this.below(3))}`, () => 'shift', () => `IFS=${this.pick([',', "$' \\t\\n'", ''])}`, () => `trap 'wipe "$x" $y' EXIT`, () => `eval "tool ${this.pick(WORDS)}; y=evaluated"`,
            () => `eval 'probe "$x"'`, () => `shopt -s expand_aliases\nalias k='kube -v '\nk ${this.words(1)}`, () => `unset -f ${this.pick(['f', 'g', 'log'])}`, () => `set -f`, () => `readonly ro=1`,
            () => `OPTIND=1\nwhile getopts 'ab:' opt -a -b v; do tool "$opt" "$OPTARG"; done`, () => `declare -A map=([k]=${this.pick(WORDS)})\ntool "\${map[k]}" "\${!map[@]}"`, () => `declare -n ref=x\ntool "$ref"\nunset -n ref`,
            () => `wipe() { probe wrapped "$@"; }\nexport -f wipe`
        ])();
    }

    private odd(): string {
        return this.pick([
            () => `tool <(${this.simple()})`, () => `coproc { ${this.simple()}\n}\nwait`, () => `(exec ${this.pick([...PROGRAMS])} ${this.words(1)})`, () => `tool \`${this.pick([...PROGRAMS])} ${this.pick(WORDS)}\``,
            () => `probe <<EOF\n${this.pick(WORDS)} $(kube inner) \${x}\nEOF`, () => `probe <<'EOF'\n$(wipe never)\nEOF`, () => `tool "$(( $(echo 4) + 1 ))"`, () => `[[ -n $(probe inside) ]]`,
            () => `tool {a,b}{1..2} pre{$x,y}post {01..03}`, () => `\\\ntool \\\n  ${this.word()}`, () => `tool # wipe ${this.word()}`, () => `: "$(wipe "\${x:-$(probe)}")"`, () => `mapfile -t rows <<< "p\nq"\ntool "\${rows[@]}"`,
            () => `f2() { [ "\${1:-0}" -ge 2 ] && return; tool "$1"; f2 $((\${1:-0} + 1)); }\nf2 0`, () => `tool ~+ > /dev/null`, () => `select s in a b; do tool "$s"; break; done <<< 1`,
            ...this.substitutions(), ...this.documents(), ...this.descriptors(), ...this.quotings(), ...this.computed(),
            () => `v=x; tool "\${!v}" "\${!v:-none}"`, () => `cmd=(kube get); "\${cmd[@]}" pods`, () => `s='tool a b'; $s c`, () => `s="apply \\"q r\\""; eval "$s"`, () => `x=5; tool $((x > 3 ? x : 0)) $((x++)) $x`
        ])();
    }

    private substitutions(): (() => string)[] {
        return [
            () => `tool > >(${this.simple()})\nwait`, () => `while read -r line; do probe "$line"; done < <(echo ${this.words(2)}; ${this.simple()})`, () => `${this.name()}="$(${this.simple()}; echo ${this.pick(WORDS)})"`, () => `tool "$(echo "$(echo ${this.pick(WORDS)}) $(${this.simple()})")"`,
            () => `tool \`echo \\\`echo ${this.pick(WORDS)}\\\`\``, () => `tool $( (${this.simple()}) )`, () => `tool "\${${this.name()}:-$(${this.simple()})}"`, () => `list=($(echo ${this.words(2)}))\ntool "\${list[@]}" "\${#list[@]}" "\${!list[@]}"`, () => `source <(echo "tool ${this.pick(WORDS)} \\$x")`,
            () => `tool "$(< in.txt)" done`, () => `x=$(f() { echo ${this.pick(WORDS)}; }; f) y=$?; tool "$x"`, () => `tool "\${list[$(echo 1)]}" \${x:$((1))}`, () => `case $(echo ${this.pick(WORDS)}) in ${this.pick(WORDS)}) ${this.simple()};; *) ${this.simple()};; esac`
        ];
    }

    private documents(): (() => string)[] {
        return [
            () => `probe <<-EOF\n\t${this.pick(WORDS)} "$(${this.simple()})"\n\tEOF`, () => `while read -r a b; do tool "$a" "$b"; done <<EOF\n${this.pick(WORDS)} $x\n${this.pick(WORDS)} ${this.pick(WORDS)} z\nEOF`, () => `tool <<A <<'B'\n$(probe first)\nA\n$(wipe never)\nB`,
            () => `x=$(cat_it() { while read -r l; do echo "$l"; done; }; cat_it <<EOF\n${this.pick(WORDS)} "$y"\nEOF\n)\ntool "$x"`, () => `{ read -r x; read -r y; } <<EOF\n${this.pick(WORDS)}\n$z\nEOF\ntool "$x" $y`, () => `read -r x y <<< "$z ${this.pick(WORDS)}"\ntool $x "$y"`, () => `probe <<"EOF" && ${this.simple()}\n\`wipe never\`\nEOF`,
            () => `IFS=, read -r x y <<< "${this.pick(WORDS)},${this.pick(WORDS)},c"\ntool "$x" "$y"`, () => `read -ra list <<< "$x ${this.pick(WORDS)}"\ntool "\${list[@]}"`, () => `probe <<EOF | ${this.simple()}\n\${x:-$(apply inner)}\nEOF`
        ];
    }

    private descriptors(): (() => string)[] {
        return [
            () => `exec 3> out3.txt; ${this.simple()} >&3; exec 3>&-`, () => `{ ${this.simple()}\n} 2>&1 > out.txt | ${this.simple()}`, () => `exec 4<<< "${this.pick(WORDS)}"; read -r x <&4; tool "$x"`, () => `${this.simple()} 2> /dev/null >&2`, () => `{ ${this.simple()}\n${this.simple()}\n} {fd}> out.txt`,
            () => `echo "${this.pick(WORDS)} $y" > kept.txt; read -r x < kept.txt; tool "$x"`, () => `echo 'tool from file' > lib.sh; . ./lib.sh`, () => `for x in ${this.words(2)}; do ${this.simple()}; done > out.txt 2>&1`, () => `! { ${this.simple()}\n} < /dev/null || ${this.simple()}`, () => `time -p ${this.simple()}`, () => `time { ${this.simple()}\n}`
        ];
    }

    private quotings(): (() => string)[] {
        const program = this.pick([...PROGRAMS]);
        return [
            () => `tool $'a\\u0041\\101\\cA'"b c"'d'e\\ f`, () => `to\\\nol "two\nlines $x" 'and\nthree'`, () => `${program.slice(0, 2)}''${program.slice(2)} $"text $x"`, () => `"$(echo ${program})" ${this.words(1)}`, () => `$'\\x${program.charCodeAt(0).toString(16)}${program.slice(1)}' a`,
            () => `tool {x,{y,"z w"}}$x {a..e..2} "{no,t}" {one} a{,b} {$x,'c d'}`, () => `tool "\\$x" \\"$x\\" '"'"'"$y`, () => `tool a#b #c\n: # ${program} never`, () => `tool !x "!" [a-z] *.none ?`, () => `tool "\${x@Q}" "\${x@U}" "\${y,,}" "\${z^}" "\${x//[a-c]/-}"`, () => `tool ~ ~/a "~" x=~ 'a'~`,
            () => `\\${program} \\-x; "${program}" -- -y; ${program.slice(0, 1)}\\${program.slice(1)} z`
        ];
    }

    private computed(): (() => string)[] {
        return [
            () => `eval "x='${this.pick(WORDS)} \$y'"; tool "$x"`, () => `eval eval "'tool \$x'"`, () => `eval "run() { ${'tool "\$1"'}; }"; run ${this.word()}`, () => `c=tool; "$c" ${this.words(1)}; $c$c`, () => `trap 'tool on-error' ERR; false; trap - ERR`, () => `trap 'probe debug' DEBUG; :; trap - DEBUG`,
            () => `shopt -s expand_aliases\nalias first='tool ' second='${this.pick(WORDS)}'\nfirst second\nunalias first`, () => `command -v ${this.pick([...PROGRAMS])} > out.txt && ${this.simple()}`, () => `builtin eval 'apply $x'; command eval "probe y"`, () => `set -- ${this.words(2)}; for each; do tool "$each"; done; tool "\${@:1:1}" "\${*: -1}" "\${!#}"`,
            () => `[[ ${this.pick(WORDS)} =~ ^([a-z]+) ]] && tool "\${BASH_REMATCH[1]}"`, () => `shopt -s extglob; case $x in @(a|prod)*) apply;; !(b)) probe;; esac`, () => `for a in 1 2; do for b in 1 2; do ${this.simple()}; ${this.pick(['break 2', 'continue 2', 'break', ':'])}; done; tool "$a$b"; done`, () => `outer() { inner() { tool inner "$1"; }; inner "$@"; }; outer ${this.words(1)}; inner again`,
            () => `given() { local -n target=$1; target=${this.pick(WORDS)}; }; given x; tool "$x"`, () => `x=1 y=2 eval 'tool $x $y'`, () => `(set -e; ${this.condition()}; tool survived)`, () => `set -o pipefail; ${this.simple()} | true && tool piped`, () => `exec_in() { (cd . && "$@"); }; exec_in ${this.pick([...PROGRAMS])} ${this.words(1)}`,
            () => `declare -a rows=("\${@}" [5]=${this.pick(WORDS)}); tool "\${rows[@]}" "\${rows[-1]}"`, () => `n=3; while (( n-- )); do (( n == 1 )) && continue; tool $n; done`, () => `coproc NAMED { ${this.simple()}\n}\nwait`, () => `until ${this.condition()}; do tool once; break; done`, () => `tool "\${x:+"$x y"}" \${y:+'q r'} "\${z-a b}"`
        ];
    }

    private condition(): string {
        return this.pick([
            () => `[ ${this.quotedWord()} = ${this.quotedWord()} ]`, () => `[[ ${this.word()} == ${this.pick(['a*', '"a"*', '*[0-9]', 'b?'])} ]]`, () => `[ -n "$${this.name()}" ]`, () => `[[ -z $${this.name()} ]]`, () => `(( ${this.arithmetic()} ))`,
            () => `test $# -gt ${this.below(3)}`, () => 'true', () => 'false', () => `! [ "$x" ]`, () => this.simple(), () => `[[ $x = a || -n $y && ! $z == b* ]]`
        ])();
    }

    private arithmetic(): string {
        return this.pick(['1 + 2', 'n + 1', 'n * 2 > 3', '7 % 3', '${#x} - 1', 'n == 0', '(2 + 3) * n', 'n ? 4 : 5', '08 * 0 + 1', '1 && n']).replace('08', '8');
    }

    private words(count: number): string {
        return Array.from({ length: count }, () => this.word()).join(' ');
    }

    private word(): string {
        return this.pick([() => this.pick(WORDS), () => this.pick(WORDS), () => this.value(), () => this.value(), () => this.quotedWord()])();
    }

    private quotedWord(): string {
        return this.pick([() => `"${this.pick(WORDS)} $${this.name()}"`, () => `'$x ${this.pick(WORDS)}'`, () => `"\${${this.name()}}${this.pick(WORDS)}"`, () => `"$(echo "${this.pick(WORDS)}  b")"`, () => `$'t\\tb\\x41'`, () => `""`])();
    }

    private value(): string {
        const name = this.name();
        return this.pick([
            () => `$${name}`, () => `"$${name}"`, () => `\${${name}:-${this.pick(WORDS)}}`, () => `"\${${name}:-d e}"`, () => `\${${name}:+set}`, () => `"$@"`, () => `$*`, () => `"$*"`, () => `"\${1:-none}"`, () => '$#',
            () => `"\${${name}#${this.pick(['a', '*-', 'p?'])}}"`, () => `"\${${name}%%${this.pick(['b*', '.*', 'x'])}}"`, () => `"\${${name}/a/Z}"`, () => `"\${${name}^^}"`, () => `"\${${name}:0:2}"`, () => `"\${#${name}}"`, () => `"\${@:2}"`,
            () => `$(echo ${this.pick(WORDS)} ${this.pick(WORDS)})`, () => `"$(printf '%s\\n' ${this.pick(WORDS)} q)"`, () => `$(probe ${this.pick(WORDS)})`, () => `\${${name}-unset}`,
            () => this.arrays.length > 0 ? `"\${${this.pick(this.arrays)}[@]}"` : '"${nope[@]}"', () => this.arrays.length > 0 ? `\${${this.pick(this.arrays)}[0]}` : '$1', () => this.arrays.length > 0 ? `"\${${this.pick(this.arrays)}[*]}"` : '$2'
        ])();
    }

    private redirect(): string {
        return this.pick(['> out.txt', '2> err.txt', '>> out.txt', '2>&1', '< in.txt', '<<< "$x"', '&> all.txt', '> "$(echo named)"']);
    }

    private name(): string {
        return this.pick(NAMES);
    }

    private pick<T>(options: readonly T[]): T {
        return options[this.below(options.length)];
    }

    private below(limit: number): number {
        return Math.floor(this.random() * limit);
    }

    private chance(share: number): boolean {
        return this.random() < share;
    }
}

/** The same numbers for the same seed. */
export function randomOf(seed: number): Random {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6D2B79F5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}
