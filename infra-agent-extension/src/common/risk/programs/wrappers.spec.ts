import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { programs as env } from './env';
import { program as fd } from './fd';
import { program as find } from './find';
import { program as parallel } from './parallel';
import { programs as shells } from './shells';
import { programs as startWith } from './start-with';
import { programs as su } from './su';
import { programs as sudo } from './sudo';
import { program as xargs } from './xargs';

const tables = [...env, fd, find, parallel, ...shells, ...startWith, ...su, ...sudo, xargs];

describe('The tables of wrappers', () => {
    expectInner(tables, {
        'sudo rm -rf /data': 'argv rm -rf /data',
        'sudo -u root -n -- rm x': 'argv rm x',
        'sudo -nu postgres psql -c x': 'argv psql -c x',
        'sudo --user=root FOO=1 BAR=2 kubectl delete ns x': 'argv FOO=1 BAR=2 kubectl delete ns x',
        'sudo -E -H env': 'argv env',
        'sudo --frobnicate x rm y': 'unreadable + argv x rm y',
        'sudo -l': '',
        'doas -u root rm x': 'argv rm x',
        'su -c "rm -rf x" root': 'shell rm -rf x',
        'su - postgres -c "dropdb x"': 'shell dropdb x',
        'runuser -u www -- rm x': 'argv rm x',
        'env -i PATH=/bin FOO=1 rm x': 'argv PATH=/bin FOO=1 rm x',
        'env -u HOME -C /tmp ls': 'argv ls',
        'env -S "rm -rf" x': 'shell rm -rf x',
        'env - rm x': 'argv rm x',
        'command rm x': 'argv rm x',
        'command -v rm': '',
        'builtin eval x': 'argv eval x',
        'exec -a name rm x': 'argv rm x',
        'nohup rm x': 'argv rm x',
        'nice -n 10 rm x': 'argv rm x',
        'nice -10 rm x': 'argv rm x',
        'ionice -c2 -n7 rm x': 'argv rm x',
        'chrt -f 10 rm x': 'argv rm x',
        'taskset -c 0-3 rm x': 'argv rm x',
        'taskset 0x1 rm x': 'argv rm x',
        'setsid -w rm x': 'argv rm x',
        'setarch $(uname -m) -R rm x': 'argv rm x',
        'stdbuf -oL -e0 rm x': 'argv rm x',
        'timeout 5 rm x': 'argv rm x',
        'timeout -s KILL --kill-after=3 5m rm x': 'argv rm x',
        '/usr/bin/time -p rm x': 'argv rm x',
        'watch -n 5 -d "kubectl get pods | tail"': 'shell kubectl get pods | tail',
        'watch rm x': 'shell rm x',
        'watch -x rm x': 'argv rm x',
        'flock -n /tmp/l rm x': 'argv rm x',
        'flock /tmp/l -c "rm x"': 'shell rm x',
        'flock 9': '',
        'script -q -c "rm x" /dev/null': 'shell rm x',
        'strace -f -e trace=open -o out rm x': 'argv rm x',
        'xvfb-run -a --server-args="-screen 0" rm x': 'argv rm x',
        'unshare -r -m rm x': 'argv rm x',
        'hyperfine --prepare "rm x" "ls"': 'shell rm x + shell ls',
        'xargs rm -f': 'argv-and-more rm -f',
        'xargs -0 -n 1 -P4 rm': 'argv-and-more rm',
        'xargs -I{} rm {}/x': 'argv rm {}/x',
        'xargs -I % sh -c "rm %"': 'argv sh -c rm %',
        'xargs -i rm {}': 'argv rm {}',
        'xargs --no-run-if-empty --max-args=1 rm': 'argv-and-more rm',
        'xargs': '',
        'parallel -j4 rm {} ::: a b': 'argv rm {}',
        'parallel --jobs 4 gzip ::: a b': 'argv-and-more gzip',
        'parallel "rm {} && ls"': 'shell rm {} && ls',
        'parallel ::: "rm a" "ls"': 'shell rm a + shell ls',
        'parallel -j2': 'unreadable',
        'bash -c "rm x" a b': 'shell rm x a b',
        'bash -lc "rm x"': 'shell rm x',
        'bash -euo pipefail -c "rm x"': 'shell rm x',
        'sh -ec "rm x"': 'shell rm x',
        'bash -c -e "rm x"': 'shell rm x',
        'bash script.sh a b': 'script script.sh a b',
        'bash -x ./script.sh': 'script ./script.sh',
        'bash --norc -- script.sh': 'script script.sh',
        'bash -s -- a': 'stdin-shell',
        'bash -': 'stdin-shell',
        'sh': 'stdin-shell',
        'bash -n script.sh': '',
        'bash --rcfile evil -i': 'script evil + stdin-shell',
        'bash --wat x': 'unreadable',
        'find . -name "*.log" -exec rm -f {} +': 'argv rm -f {}',
        'find . -exec sh -c "rm x" \\; -execdir ls {} \\;': 'argv sh -c rm x + argv ls {}',
        'fd -e log -x rm -f': 'argv rm -f {}',
        'fd . -X chmod 600 {} \\; -H': 'argv chmod 600 {}',
        'fd pattern src': '',
        'find . -name x $MORE': '',
        'find . -print $MORE': 'unreadable'
    });
    expectPaths(tables, {
        'find /data /logs -mtime +3 -delete': 'deletes /data /logs',
        'find -name x -delete': 'deletes .',
        'find . -name -delete -exec grep -delete {} \\;': 'deletes .',
        'find . -exec grep -- -delete {} \\;': '',
        'find . -fprint out': 'writes out',
        '/usr/bin/time -o t.txt ls': 'writes t.txt, touches t.txt',
        'script out.txt': 'writes out.txt'
    });
    expectVerdicts(tables, {
        'LOW local': `
            sudo ls
            sudo -v
            nohup ls
            env FOO=1 ls
            printenv PATH
            find . -name x -print
            bash -c ls
            bash -n x
            bash --version`,
        'MED local': `
            env
            printenv
            env -u X`,
        'HIGH local': `
            sudo -i
            sudo -s
            sudo -e /etc/hosts
            su
            su - root
            bash
            sh -i
            printenv GITHUB_TOKEN
            printenv $X
            pwsh -c x`
    });
});
