import { expect } from 'chai';
import fc from 'fast-check';
import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { readAwk } from '../read-awk';
import { readSed } from '../read-sed';
import { program as awk } from './awk';
import { programs as jq } from './jq';
import { program as sed } from './sed';

const tables = [awk, sed, ...jq];

describe('The tables of sed, awk and jq', () => {
    expectVerdicts(tables, {
        'LOW local': `
            sed -n '1,20p' x
            sed 's/a/b/g' x
            sed -e 's|/a/w|b|' -e '/x/d' x
            sed -E 's/^([^=]+)=(.*)$/\\1/' x
            sed 's/e$/w/2g;s,a,b,I' x
            sed '/^#/!{s/a/b/;p}' x
            sed '/start/,/end/{/x/d;}' x
            sed '$!N;P;D' x
            sed ':a;N;$!ba;s/\\n/ /g' x
            sed 's/[/]/x/' x
            sed '2q' x
            sed '1i\\header' x
            sed 's/"//g; s/^[ \\t]*//' x
            sed "s/@X@/$VALUE/g" x
            sed "s|__IMAGE__|\${IMAGE}|" x
            sed '1~2d' x
            sed y/abc/xyz/ x
            sed 's#http://\\([^/]*\\).*#\\1#' x
            awk '{print $1}' x
            awk -F: '$3 > 1000 {print $1, $3}' /etc/passwd
            awk '/system/ {print}' x
            awk 'BEGIN {print "system(rm)"}'
            awk '{a[$1]+=$2} END {for (k in a) print k, a[k]}' x
            awk '{if ($1 > 5 || $2 < 3) print $1}' x
            awk '{print ($1 > 5)}' x
            awk 'NR==1 || /a\\/b|c/ {print $2/3}' x
            awk "NR==$LINE" x
            awk '{print "warn" > "/dev/stderr"}' x
            awk '{printf "%s|%s\\n", $1, $2}' x
            awk 'BEGIN{print ENVIRON["HOME"]}'
            jq -r '.items[].metadata.name' x.json
            jq -n --arg x "$X" '{x: $x}'
            jq 'env.HOME' x
            yq '.a.b' x.yaml
            yq eval '.a' x.yaml
            yq -i '.a = 1' x.yaml`,
        'HIGH external': `
            awk '{print |& "/inet/tcp/0/h/80"}' x`,
        'HIGH local': `
            sed "$PROGRAM" x
            sed 's/a/b' x
            awk "$PROGRAM" x
            awk '{system("rm " $1)}' x
            awk '{print | $1}' x
            awk '{print > $1}' x
            awk '{print > ($1 ".txt")}' x
            awk '{$1 | getline x}' x
            awk 'BEGIN{while (("ls") | getline f) print f}'
            awk '{cmd="rm x"; cmd | getline}' x
            awk '@include "x"'
            awk '{f="system"; @f("rm")}' x
            awk -l x '{print}'
            awk 'BEGIN{system(x)}' --help
            awk 'BEGIN{print ENVIRON["API_TOKEN"]}'
            jq -n 'env.GITHUB_TOKEN'
            jq -n '$ENV.DB_PASSWORD'
            yq -n 'strenv(GITHUB_TOKEN)'`
    });
    expectInner(tables, {
        'sed "1e rm -rf x" y': 'shell rm -rf x',
        'sed "s/a/b/e" y': 'unreadable',
        'sed "s/a/b/ge" y': 'unreadable',
        'sed -n "/x/e" y': 'unreadable',
        'sed -f x.sed y': 'text-file x.sed',
        'sed "a e rm x" y': '',
        'awk \'{system("rm -rf x")}\' y': 'shell rm -rf x',
        'awk \'{print | "sh"}\' y': 'shell sh',
        'awk \'"rm x" | getline d\' y': 'shell rm x',
        'awk \'{system("\\x72\\155 -rf x")}\'': 'shell rm -rf x',
        'awk -f x.awk y': 'text-file x.awk'
    });
    expectPaths(tables, {
        'sed -i "s/a/b/" x y': 'writes x y',
        'sed -i.bak -e "s/a/b/" x': 'writes x',
        'sed -i "" "s/a/b/" x': 'writes x',
        'sed -ni "p" x': 'reads x, writes x',
        'sed "s/a/b/w out" x': 'reads x, writes out',
        'sed -n "/x/w out" x': 'reads x, writes out',
        'sed "r in" x': 'reads x in',
        'awk \'{print > "out"}\' x': 'reads x, writes out',
        'awk \'{print >> "out"; close("out")}\' x': 'reads x, writes out',
        'awk -i inplace \'{print}\' x': 'reads x, writes x',
        'awk -v a=b \'{print}\' n=1 x': 'reads x',
        'jq -r .a ~/.docker/config.json': 'reads ~/.docker/config.json',
        'yq -i ".a=1" x.yaml': 'writes x.yaml',
        'yq e -i ".a=1" x.yaml': 'writes x.yaml'
    });

    it('reads any text as sed and awk without throwing, and ends', () => {
        const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('s', '/', 'e', 'w', '\\', '[', ']', ';', '\n', '"', '|', '>', 'print', 'system(', '{', '}', ' ') }));
        fc.assert(fc.property(text, program => {
            expect(readSed(program).runs).to.be.an('array');
            expect(readAwk(program).runs).to.be.an('array');
        }));
    });
});
