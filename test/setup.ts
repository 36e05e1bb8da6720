import { collectWarnings, failOnWarnings } from './warnings'

collectWarnings()
afterEach(failOnWarnings)
afterAll(failOnWarnings)
