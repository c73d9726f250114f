import { expect } from 'chai';
import { readCall } from '../call';
import { judgeCall } from '../judge-call';
import { worstRisk } from '../assessment';
import type { Stdin } from '../program';
import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { fixedWord } from '../word-parts';
import { programs as mongo } from './mongo';
import { programs as mysql } from './mysql';
import { programs as psql } from './psql';
import { program as redis } from './redis-cli';
import { programs as sqlShells } from './sql-shells';

const tables = [...mongo, ...mysql, ...psql, redis, ...sqlShells];

describe('The tables of database clients', () => {
    expectVerdicts(tables, {
        'LOW local': `
            psql -h localhost -c 'SELECT 1'
            psql -h /var/run/postgresql -c 'SELECT 1'
            psql postgres://u@localhost:5432/x -c 'select 1'
            psql --version
            mysql -h 127.0.0.1 -e 'SHOW TABLES'
            redis-cli ping
            redis-cli GET x
            redis-cli -n 2 keys '*'
            redis-cli info memory
            redis-cli --scan --pattern 'x*'
            redis-cli CONFIG GET maxmemory
            redis-cli cluster nodes
            mongosh --eval 'db.users.find({}).limit(5)'
            mongosh --eval 'rs.status()'
            mongosh --quiet --eval 'db.adminCommand({ ping: 1 })'
            sqlite3 x.db 'select * from t'
            sqlite3 x.db .tables
            sqlite3 -readonly x.db .schema
            pg_restore -l x.dump
            pg_ctl status`,
        'LOW external': `
            psql -h db.prod -U x -d y -c 'SELECT * FROM users LIMIT 10'
            psql -c '\\dt'
            psql -l
            psql "$DATABASE_URL" -c 'select 1'
            psql -c "SELECT * FROM x WHERE id = $ID"
            pg_isready -h db
            mysql -h db -u root -psecret -e 'SELECT VERSION()'
            mysqladmin -h db status
            redis-cli -h cache.prod GET x
            mongosh mongodb://db.prod/x --eval 'db.x.countDocuments({})'
            clickhouse-client -q 'SELECT 1'`,
        'MED local': `
            redis-cli SET a b
            redis-cli HSET a b c
            redis-cli frobnicate x
            mongosh --eval 'db.x.insertOne({a: 1})'
            sqlite3 x.db 'insert into t values (1)'`,
        'MED external': `
            psql -h db -c 'INSERT INTO x VALUES (1)'
            pg_dump -h db x
            createdb -h db x
            mysqldump -h db x
            mongodump --uri mongodb://db/x`,
        'HIGH local': `
            psql -h localhost -c 'DROP TABLE x'
            redis-cli FLUSHALL
            redis-cli DEL x
            redis-cli CONFIG SET dir /tmp
            redis-cli SHUTDOWN
            redis-cli EVAL 'return 1' 0
            redis-cli $CMD
            redis-cli
            redis-cli LPOP x
            mongosh --eval 'db.dropDatabase()'
            mongosh --eval 'db.x.deleteMany({})'
            mongosh --eval 'db.x["drop"]()'
            mongosh --eval 'db.x.aggregate([{$out: "y"}])'
            mongosh --eval 'require("child_process")'
            sqlite3 x.db 'drop table t'
            sqlite3 x.db '.restore y'
            pg_ctl stop`,
        'HIGH external': `
            psql
            psql -h db
            psql -c 'DELETE FROM x'
            psql -h db -c 'SELECT 1; DROP TABLE x'
            psql -c 'select 1' -c 'truncate x'
            psql -c "$SQL"
            psql -c 'GRANT ALL ON x TO y'
            psql -c 'UPDATE x SET a=1'
            psql -c 'select 1 \\gexec'
            dropdb -h db x
            createuser x
            pg_dumpall
            pg_restore -d x y.dump
            mysql -h db -e 'DROP DATABASE x'
            mysql -h db -e 'source x.sql'
            mysqladmin -h db shutdown
            mysqladmin -h db drop x
            redis-cli -h cache FLUSHDB
            mongosh mongodb://db/x --eval 'db.x.drop()'
            mongorestore --uri mongodb://db/x --drop dump
            clickhouse-client -q 'DROP TABLE x'`
    });
    expectInner(tables, {
        'psql -f x.sql': 'text-file x.sql',
        'psql -c "\\! rm -rf x"': 'shell rm -rf x',
        'psql -c "\\o |rm x"': 'shell rm x',
        'mysql -e "system rm x"': 'shell rm x',
        'mysql -e "\\! rm x"': 'shell rm x',
        'sqlite3 x.db ".shell rm x"': 'shell rm x',
        'mongosh x.js': 'text-file x.js'
    });
    expectPaths(tables, {
        'pg_dump -f x.sql y': 'writes x.sql',
        'psql -o out -c "select 1"': 'writes out',
        'sqlite3 x.db ".output y"': 'writes y',
        'mysqldump --result-file=x y': 'writes x'
    });

    const withInput = (line: string, stdin: Stdin) => {
        const [name, ...rest] = line.split(' ').map(text => fixedWord(text, { shown: text, prefix: text, splits: false, start: 0, end: 0 }));
        const table = tables.find(each => each.names.includes(name.value ?? ''))!;
        return worstRisk(judgeCall(table, readCall(table, name, rest, stdin)).map(effect => effect.risk));
    };

    it('reads statements from standard input, and fears what comes from another program', () => {
        expect(withInput('psql -h db', { kind: 'text', text: 'select 1;' })).to.equal('LOW');
        expect(withInput('psql -h db', { kind: 'text', text: 'select 1;\ndrop table x;' })).to.equal('HIGH');
        expect(withInput('psql -h db', { kind: 'unknown' })).to.equal('HIGH');
        expect(withInput('redis-cli', { kind: 'text', text: 'GET x\nFLUSHALL' })).to.equal('HIGH');
        expect(withInput('redis-cli', { kind: 'text', text: 'GET x\n' })).to.equal('LOW');
        expect(withInput('sqlite3 x.db', { kind: 'text', text: '.tables' })).to.equal('LOW');
    });
});
