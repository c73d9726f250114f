import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { programs as accounts } from './accounts';
import { programs as disks } from './disks';
import { programs as enterRoot } from './enter-root';
import { programs as firewall } from './firewall';
import { programs as kernel } from './kernel';
import { programs as networkSettings } from './network-settings';
import { programs as processes } from './processes';
import { programs as sessions } from './sessions';
import { programs as systemd } from './systemd';

const tables = [...accounts, ...disks, ...enterRoot, ...firewall, ...kernel, ...networkSettings, ...processes, ...sessions, ...systemd];

describe('The tables of programs that run the machine', () => {
    expectVerdicts(tables, {
        'LOW local': `
            systemctl
            systemctl status nginx
            systemctl is-active nginx
            systemctl list-units --type service --state=failed
            systemctl cat nginx
            journalctl -u nginx --since today -n 100
            journalctl -xe
            journalctl -f -u nginx
            service nginx status
            service --status-all
            hostnamectl
            timedatectl status
            loginctl list-sessions
            systemd-analyze blame
            ps aux
            ps -ef
            top -b -n 1
            pgrep -fa node
            free -h
            uptime
            kill -0 123
            kill -l
            uname -a
            hostname
            hostname -f
            date +%F
            date -u -d '1 day ago' +%s
            id
            whoami
            ip a
            ip addr show dev eth0
            ip -4 route
            ip r s
            ip link show
            ip route get 1.1.1.1
            ss -tlnp
            netstat -tulpn
            ifconfig eth0
            route -n
            iptables -L -n -v
            iptables -t nat -S
            iptables-save
            nft list ruleset
            ufw status verbose
            firewall-cmd --list-all --zone=public
            sysctl -a
            sysctl net.ipv4.ip_forward
            dmesg -T
            mount
            fdisk -l
            parted -l
            zfs list
            lvs
            smartctl -a /dev/sda
            swapon --show
            passwd -S root
            chage -l root
            visudo -c
            crontab -l
            crontab -u root -l
            at -l
            atq
            tmux ls
            tmux capture-pane -p
            screen -ls
            supervisorctl status
            pm2 list
            crictl ps
            nmcli device status
            nmcli con show
            ethtool eth0`,
        'LOW external': `
            systemctl -H host status nginx`,
        'MED local': `
            systemctl start nginx
            systemctl restart nginx
            systemctl reload nginx
            systemctl enable --now nginx
            systemctl daemon-reload
            service nginx restart
            systemd-run --scope ls
            kill %1
            kill $!
            tmux new-session -d -s x
            vim x
            at now
            supervisorctl restart web
            renice 10 1
            journalctl --rotate
            logrotate x
            screen -dmS x ls`,
        'HIGH local': `
            systemctl stop nginx
            systemctl stop nginx --dry-run
            systemctl start poweroff.target
            kill -9 1 --help
            systemctl disable --now nginx
            systemctl mask nginx
            systemctl kill nginx
            systemctl isolate rescue.target
            systemctl reboot
            systemctl poweroff
            systemctl edit nginx
            systemctl set-property nginx CPUQuota=1
            systemctl purge-all
            journalctl --vacuum-time=1d
            service nginx stop
            hostnamectl set-hostname x
            timedatectl set-time 1
            systemd-run -p ExecStartPre=x ls
            supervisorctl stop all
            pm2 delete all
            kill 123
            kill -9 123
            kill -9 -1
            pkill -f node
            killall nginx
            reboot
            shutdown -h now
            hostname x
            date -s 2020-01-01
            date 010100002020
            ip link set eth0 down
            ip l s eth0 down
            ip addr del 1.2.3.4/24 dev eth0
            ip route flush all
            ip r d default
            ifconfig eth0 down
            route del default
            iptables -F
            iptables -A INPUT -j DROP
            iptables -L -Z
            iptables-restore
            nft flush ruleset
            ufw disable
            firewall-cmd --add-port=80/tcp
            firewall-cmd --reload
            sysctl -w a=b
            sysctl a=b
            modprobe x
            mount /dev/sda /mnt
            umount /mnt
            mkfs.ext4 /dev/sda1
            wipefs -a /dev/sda
            fdisk /dev/sda
            parted /dev/sda rm 1
            zfs destroy x
            lvremove x
            useradd x
            userdel -r x
            usermod -aG docker x
            passwd root
            chpasswd
            visudo
            crontab -r
            crontab -e
            crontab x
            crontab -
            atrm 1
            tmux kill-server
            tmux send-keys -t x ls Enter
            vim -c x y
            vim +:!ls
            emacs --batch x
            nsenter -t 1 -m ls
            chroot /mnt
            dmesg -C
            history -c
            screen -S x -X quit
            setenforce 0`
    });
    expectInner(tables, {
        'systemd-run -u x -p A=b --wait rm x': 'argv rm x',
        'chroot /mnt rm x': '@local argv rm x',
        'nsenter -t 1 -m -u -n -i rm x': '@local argv rm x',
        'tmux new -d -s x "rm x"': 'shell rm x',
        'tmux new-session -d rm x': 'argv rm x',
        'tmux send-keys -t x "rm x" Enter': 'shell rm x',
        'screen -dmS name rm x': 'argv rm x',
        'at -f x.sh now': 'script x.sh',
        'at now': 'stdin-shell',
        'mosh host -- rm x': '@external argv rm x',
        'ip netns exec x rm y': 'argv rm y',
        'watchexec -e ts rm x': 'argv rm x',
        'nodemon --exec "rm x"': 'shell rm x',
        'concurrently "rm x" "ls"': 'shell rm x + shell ls',
        'crictl exec -it abc rm x': '@local argv rm x'
    });
    expectPaths(tables, { 'vim +10 x': 'touches x' });
});
