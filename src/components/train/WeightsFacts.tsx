import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { C3Table } from '../../core/network/c3-connections'
import type { Variant } from '../../core/network/description'
import { totalParameters } from '../../core/network/parameters'
import { networkOf, usualC3Table } from '../../core/network/variants'
import { distortionsIn } from '../../core/recipe/distortion-settings'
import type { WeightsSource } from '../../store/network-slice'
import { answeringTest } from '../../store/weights-test-slice'
import { c3TableName } from '../connections/c3-table-name'
import { FoldedPanel } from '../FoldedPanel'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { recipeWords } from './recipe-words'
import { TEST_ERROR_DECIMALS } from './status-facts'
import { trainedEpochs } from './trained-epochs'

type KnownWeights = Extract<WeightsSource, { readonly kind: 'shipped' | 'trained' | 'opened' }>

interface Fact {
  readonly name: string
  readonly value: string
  /** Words of the model card are English in every language. */
  readonly english?: boolean
}

/** What is known of the weights that answer: the model card, or the run that made them. */
export function WeightsFacts({ source }: { readonly source: KnownWeights }) {
  const { t } = useTranslation('train')
  const facts = useFacts(source)
  return (
    <FoldedPanel
      testId="weights-facts"
      name={t('weights.about')}
      openerClass="link"
      opener={
        <>
          <Info size={14} aria-hidden="true" />
          {t('weights.about')}
        </>
      }
      panelClass="weights-facts"
    >
      <dl>
        {facts.map(({ name, value, english = false }) => (
          <div key={name}>
            <dt>{t(`weights.${name}`)}</dt>
            <dd lang={english ? 'en' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </FoldedPanel>
  )
}

function useFacts(source: KnownWeights): readonly Fact[] {
  const { t, i18n } = useTranslation('train')
  const format = useFormat()
  const latest = useLab((state) => state.evaluations.at(-1))
  const network = useLab((state) => state.network)
  const tested = useLab(answeringTest)
  const percent = (share: number) => format.percent(share, TEST_ERROR_DECIMALS)
  const tableFact = (variant: Variant, c3: C3Table): readonly Fact[] =>
    c3 === usualC3Table(variant) ? [] : [{ name: 'connections', value: t(c3TableName(c3)) }]
  if (source.kind === 'shipped') {
    const { card } = source
    const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeZone: 'UTC' })
    return [
      { name: 'testError', value: percent(card.testError) },
      ...(card.validationError === null
        ? []
        : [{ name: 'validationError', value: percent(card.validationError) }]),
      { name: 'parameters', value: format.number(card.parameters) },
      { name: 'data', value: card.data, english: true },
      { name: 'recipe', value: card.recipe, english: true },
      { name: 'epochs', value: format.number(card.epochs) },
      { name: 'seed', value: String(card.seed) },
      { name: 'trainedOn', value: date.format(new Date(card.trained)) },
      { name: 'engine', value: card.engine, english: true },
      { name: 'sha256', value: card.sha256 },
    ]
  }
  if (source.kind === 'opened') {
    const { variant, activation, c3 = usualC3Table(variant) } = network
    return [
      { name: 'file', value: source.file },
      ...(tested === null || tested === 'running'
        ? []
        : [{ name: 'testError', value: percent(tested.testError) }]),
      {
        name: 'parameters',
        value: format.number(totalParameters(networkOf(variant, activation, network))),
      },
      ...(variant === 'modern'
        ? [{ name: 'activation', value: t(`activation.${activation}`) }]
        : []),
      ...tableFact(variant, c3),
      { name: 'input', value: t('weights.inputInk') },
    ]
  }
  const { settings, step } = source.checkpoint
  const epochs = trainedEpochs(source.checkpoint)
  const distortions = distortionsIn(settings.distortions)
  const list = new Intl.ListFormat(i18n.language, { style: 'narrow', type: 'unit' })
  return [
    ...(latest?.epoch === epochs ? [{ name: 'testError', value: percent(latest.testError) }] : []),
    {
      name: 'parameters',
      value: format.number(
        totalParameters(networkOf(settings.variant, settings.activation, settings)),
      ),
    },
    ...tableFact(settings.variant, settings.c3),
    {
      name: 'recipe',
      value: recipeWords(settings, t, format),
    },
    ...(distortions.length === 0
      ? []
      : [
          {
            name: 'distortions',
            value: list.format(distortions.map((each) => t(`distortions.name.${each}`))),
          },
        ]),
    { name: 'epochs', value: format.number(epochs) },
    { name: 'steps', value: format.number(step) },
    { name: 'seed', value: String(settings.seed) },
  ]
}
