import { boards } from '../devices/drivers/boards.ts';
import { describeBriefly, ptyCable, tcpCable } from '../devices/drivers/contract.ts';

describeBriefly('over a pty, the driver', boards, ptyCable);
describeBriefly('over TCP, the driver', boards, tcpCable);
