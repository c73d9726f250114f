import { expectInner, expectVerdicts } from '../table-cases';
import { programs as brokers } from './brokers';
import { programs as consulNomad } from './consul-nomad';
import { programs as servers } from './servers';
import { programs as virtualMachines } from './virtual-machines';

const tables = [...brokers, ...consulNomad, ...servers, ...virtualMachines];

describe('The tables of services and virtual machines', () => {
    expectVerdicts(tables, {
        'LOW local': `
            lxc list
            multipass list
            virsh list --all
            virsh dominfo x
            qemu-img info x.qcow2
            nginx -t
            nginx -T
            apachectl configtest
            haproxy -c -f x
            caddy validate
            certbot certificates
            act -l`,
        'LOW external': `
            kafka-topics --bootstrap-server b:9092 --list
            kafka-topics.sh --bootstrap-server b:9092 --describe --topic x
            kafka-consumer-groups --bootstrap-server b --describe --group g
            kcat -b b -L
            rabbitmqctl list_queues
            nats stream ls
            consul members
            consul kv get x
            nomad job status x
            nomad plan x.nomad
            tailscale status
            circleci config validate`,
        'MED local': `
            lxc launch ubuntu:22.04 x
            multipass start x
            virsh start x
            nginx -s reload
            a2ensite x
            act push
            qemu-img resize x +1G`,
        'MED external': `
            kafka-topics --bootstrap-server b --create --topic x
            consul kv put a b
            nomad job run x.nomad
            circleci pipeline run`,
        'HIGH local': `
            lxc delete -f x
            multipass delete x
            virsh destroy x
            virsh undefine x
            nginx -s stop
            apachectl -k stop
            caddy stop`,
        'HIGH external': `
            kafka-topics --bootstrap-server b --delete --topic x
            kafka-consumer-groups --bootstrap-server b --group g --reset-offsets --to-earliest --execute --topic x
            kafka-acls --bootstrap-server b --add
            kcat -b b -t x -P
            rabbitmqctl purge_queue x
            rabbitmqctl add_user a b
            rabbitmqctl stop_app
            nats stream purge x
            consul kv delete -recurse x
            consul acl token create
            nomad job stop -purge x
            nomad node drain -enable x
            certbot renew
            certbot revoke
            mail -s x y@z
            tailscale down
            jf rt del x/`
    });
    expectInner(tables, {
        'lxc exec web -- rm -rf x': '@local argv rm -rf x',
        'multipass exec vm -- rm x': '@local argv rm x',
        'limactl shell default rm x': '@local argv rm x',
        'nomad alloc exec -task web abc rm x': '@external argv rm x',
        'consul exec rm x': 'unreadable'
    });
});
