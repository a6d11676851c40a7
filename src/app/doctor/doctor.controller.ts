import { Controller, Get } from '@nestjs/common';
import { Describe } from '../../http/description/describe.js';
import { Scope } from '../../http/access/scope.js';
import { Concerns } from '../../http/reach/concerns.js';
import { DoctorService } from './doctor.service.js';
import { DoctorAnswer } from './dto/doctor.answers.js';

@Scope('admin')
@Concerns('server')
@Controller('admin')
export class DoctorController {
  constructor(private readonly doctor: DoctorService) {}

  @Describe({
    id: 'examine',
    summary: 'What the server that answers lacks, and what to do',
    description:
      'Tries programs, credentials and addresses, which takes up to ten seconds. Nothing is changed or spent.',
    answer: DoctorAnswer,
  })
  @Get('doctor')
  examine() {
    return this.doctor.examine();
  }
}
