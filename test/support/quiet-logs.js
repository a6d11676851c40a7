import { Logger } from '@nestjs/common';

// What classes log in passing would bury a failing test; what somebody must look at is still shown.
Logger.overrideLogger(['error', 'fatal']);
