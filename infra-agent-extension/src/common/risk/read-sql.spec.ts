import { expect } from 'chai';
import * as fc from 'fast-check';
import { worstRisk } from './assessment';
import { readSql } from './read-sql';

const cases: Readonly<Record<string, readonly string[]>> = {
    LOW: [
        'select * from t where a = 1', 'SELECT count(*) FROM users;', '\n-- a comment\nselect 1; select 2;', 'show tables', 'describe t', 'explain delete from t', 'with a as (select 1) select * from a',
        "select 'drop table t; delete from t'", 'select "delete" from `update`', 'set search_path to x', '/* drop table t */ select 1', 'begin; select 1; commit', "select $$ drop table t; $$", 'EXPLAIN (ANALYZE, BUFFERS) SELECT 1', 'pragma table_info(t)', 'VALUES (1)', '#standardSQL\nselect 1', '\\dt', '\\l+', '\\d+ users', ''
    ],
    MED: ['insert into t values (1)', 'create table t (a int)', 'alter table t add column b int', "update t set a = 1 where id = 3", 'select * into u from t', 'call refresh_all()', 'copy t from stdin', 'export data options(uri="gs://x") as select 1', 'select * from t for update', 'frobnicate the table'],
    HIGH: [
        'drop table t', 'DROP DATABASE prod', 'truncate t', 'delete from t where a = 1', 'update t set a = 1', 'update t set a = 1 where 1=1', 'grant all on t to public', 'alter table t drop column a', "alter user root identified by 'x'", 'create user a', 'with d as (delete from t returning *) select * from d', 'explain analyze delete from t',
        "select 1; drop table t", 'select pg_terminate_backend(1)', "copy (select 1) to program 'sh'", "select 1 into outfile '/tmp/x'", '/*! drop table t */', 'merge into a using b on a.x=b.x when matched then delete', 'set global max_connections = 1', 'create or replace table d.t as select 1', 'kill 5', "select 'it''s'; drop table t", "select '\\'; drop table t; --'", 'select 1 # 2; drop table t', 'select 1--1; drop table t', '\\! rm -rf /', "\\copy t to program 'sh'"
    ]
};

describe('readSql', () => {
    for (const [risk, texts] of Object.entries(cases)) {
        for (const text of texts) {
            it(`says ${risk} of ${JSON.stringify(text)}`, () => expect(worstRisk(readSql(text).map(reading => reading.risk))).to.equal(risk));
        }
    }

    it('never lowers the risk when a statement is added', () => {
        fc.assert(fc.property(fc.constantFrom(...cases.HIGH), fc.constantFrom(...cases.LOW), (high, low) => worstRisk(readSql(`${low};\n${high}`).map(reading => reading.risk)) === 'HIGH'));
    });

    it('reads any text without throwing', () => {
        fc.assert(fc.property(fc.string({ maxLength: 200 }), text => Array.isArray(readSql(text))));
    });
});
