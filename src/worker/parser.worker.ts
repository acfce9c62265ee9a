import { expose } from 'comlink'
import { parser } from './parser'
import { keepErrorReasons } from './protocol/wire-error'

keepErrorReasons()
expose(parser)
