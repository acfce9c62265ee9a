import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../store/notice-slice'
import { useLab, useLabStore } from './use-lab'
import './notice-list.css'

/** What went wrong or was settled without asking: what happened and what to do, newest last. */
export function NoticeList() {
  const { t } = useTranslation()
  const notices = useLab((state) => state.notices)
  return (
    <section className="notices" aria-label={t('notices')} data-testid="notices">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  )
}

function NoticeCard({ notice: { id, tone, code, detail, offer } }: { readonly notice: Notice }) {
  const { t } = useTranslation('notices')
  const lab = useLabStore()
  const { noticeDismissed, taskFailed } = lab.getState()
  const taken = () => {
    if (offer === null) return
    noticeDismissed(id)
    import('./take-offer')
      .then(({ takeOffer }) => takeOffer(lab, offer))
      // What cannot be loaded any more is a reason to reload, not against it.
      .catch(offer.kind === 'reload' ? () => location.reload() : taskFailed)
  }
  return (
    <div
      className="notice"
      data-tone={tone}
      data-code={code}
      data-testid="notice"
      role={tone === 'info' ? 'status' : 'alert'}
    >
      <div>
        <p>{t(`notice.${code}`, { ...detail, context: String(detail.polarity ?? '') })}</p>
        {offer !== null && (
          <button type="button" className="button" data-testid="notice-offer" onClick={taken}>
            {t(`offer.${offer.kind}`)}
          </button>
        )}
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label={t('dismiss')}
        title={t('dismiss')}
        onClick={() => noticeDismissed(id)}
      >
        <X aria-hidden="true" />
      </button>
    </div>
  )
}
