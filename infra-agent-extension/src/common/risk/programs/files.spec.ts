import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { programs as copyMove } from './copy-move';
import { program as dd } from './dd';
import { programs as grep } from './grep';
import { programs as makePaths } from './make-paths';
import { programs as printFiles } from './print-files';
import { programs as printText } from './print-text';
import { programs as remove } from './remove';
import { programs as showPaths } from './show-paths';
import { programs as sortSplit } from './sort-split';

const tables = [...copyMove, dd, ...grep, ...makePaths, ...printFiles, ...printText, ...remove, ...showPaths, ...sortSplit];

describe('The tables of programs for files and text', () => {
    expectPaths(tables, {
        'rm -rf build dist': 'deletes build dist',
        'rm -- -x': 'deletes -x',
        'rmdir a': 'touches a',
        'cp a b': 'reads a, writes b',
        'cp a b docs': 'reads a b, writes docs/a docs/b',
        'cp -r src/x docs/': 'reads src/x, writes docs/x',
        'cp -t docs a': 'reads a, writes docs/a',
        'cp -n a b': 'reads a, touches b',
        'cp ~/.ssh/id_rsa .': 'reads ~/.ssh/id_rsa, writes ./id_rsa',
        'mv a b': 'writes b, touches a',
        'install -m 755 a /usr/local/bin/a': 'reads a, writes /usr/local/bin/a',
        'install -d x': 'touches x',
        'ln -s a b': 'touches b',
        'ln -sf a b': 'writes b',
        'ln -s /etc/x': 'touches x',
        'mkdir -p a/b': 'touches a/b',
        'mkdir -m 700 a': 'touches a',
        'touch -d yesterday a': 'touches a',
        'tee a': 'writes a',
        'tee -a a b': 'touches a b',
        'truncate -s 0 a': 'touches a, deletes a',
        'truncate -s +1M a': 'touches a',
        'dd if=/dev/zero of=/dev/sda bs=1M': 'reads /dev/zero, writes /dev/sda',
        'sort -u -o out in': 'reads in, writes out',
        'uniq in out': 'reads in, writes out',
        'split -b 1M in part': 'writes part',
        'chmod -R 755 a b': 'touches a b',
        'chmod -x a': 'touches a',
        'chmod u+x,g-w a': 'touches a',
        'chown root:root a': 'touches a',
        'cat a b': 'reads a b',
        'cat': '',
        'head -n 5 a': 'reads a',
        'grep -rn pattern ~/.aws': 'reads ~/.aws',
        'grep -e p a': 'reads a',
        'grep -q p a': '',
        'rg -g "*.ts" p src': 'reads src'
    });
    expectInner(tables, {
        'sort --compress-program=gzip a': 'argv gzip',
        'split --filter="gzip -9" a': 'shell gzip -9',
        'rg --pre ./x p': 'argv ./x',
        'man -P "rm x" ls': 'shell rm x',
        'fzf --preview "cat {}"': 'shell cat {}'
    });
    expectVerdicts(tables, {
        'LOW local': `
            ls -la
            cat README.md
            echo "rm -rf /"
            printf '%s' kubectl delete ns prod
            grep 'kubectl delete' README.md
            test -f x
            [ -f x ]
            wc -l x
            df -h
            chmod +x a
            chmod 644 a
            chmod u+w a
            cp a b
            rm a
            echo $HOME
            echo \${GITHUB_TOKEN:+set}
            echo $SECRET_NAME
            lsof -i`,
        'MED local': `
            chown a b
            chmod $MODE a`,
        'HIGH local': `
            echo $GITHUB_TOKEN
            printf '%s' "\${DB_PASSWORD}"
            shred x
            rm -rf --no-preserve-root /
            chmod 777 a
            chmod -R 0777 a
            chmod o+w a
            chmod a=rwx a
            chmod u+s a
            chmod 4755 a
            mv x /dev/null
            fuser -k 80/tcp
            setfacl -m u:x:rwx a
            mknod a b 1 1`
    });
});
