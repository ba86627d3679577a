//! Every interface word by name; the texts stand in `locales/<language>.json`.

/// Lists each message once, with its key in the catalogues.
macro_rules! messages {
    ($($name:ident = $key:literal,)*) => {
        /// One text of the interface.
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub enum Message {
            $(#[doc = concat!("`", $key, "`")] $name,)*
        }

        /// The keys in the order of the enum.
        pub(super) const KEYS: &[&str] = &[$($key,)*];
    };
}

messages! {
    NavNext = "nav.next",
    NavBack = "nav.back",
    NavReview = "nav.review",
    NavSend = "nav.send",
    NavBackToReview = "nav.back_to_review",
    ProgressStep = "progress.step",
    LanguageChoose = "language.choose",
    LanguageChanged = "language.changed",
    LanguageFailed = "language.failed",
    QuestionRequired = "question.required",
    QuestionOptional = "question.optional",
    SelectPrompt = "select.prompt",
    AnswerYes = "answer.yes",
    AnswerNo = "answer.no",
    LinkNewTab = "link.new_tab",
    RowsName = "rows.name",
    RowsPosition = "rows.position",
    RowsAdd = "rows.add",
    RowsRemove = "rows.remove",
    RowsAdded = "rows.added",
    RowsRemoved = "rows.removed",
    RowsEmpty = "rows.empty",
    RowsFull = "rows.full",
    ErrorPrefix = "error.prefix",
    SummaryTitleOne = "summary.title.one",
    SummaryTitleOther = "summary.title.other",
    SummaryItem = "summary.item",
    SummaryItemInRow = "summary.item_in_row",
    AnnouncePage = "announce.page",
    AnnounceErrorsOne = "announce.errors.one",
    AnnounceErrorsOther = "announce.errors.other",
    FindingRequired = "finding.required",
    FindingRequiredText = "finding.required.text",
    FindingRequiredInteger = "finding.required.integer",
    FindingRequiredEmail = "finding.required.email",
    FindingRequiredYesNo = "finding.required.yes_no",
    FindingRequiredChoice = "finding.required.choice",
    FindingRequiredChoices = "finding.required.choices",
    FindingRequiredConsent = "finding.required.consent",
    FindingRequiredRows = "finding.required.rows",
    FindingRequiredOrganisationNumberNo = "finding.required.organisation_number.NO",
    FindingRequiredOrganisationNumberSe = "finding.required.organisation_number.SE",
    FindingTextTooLong = "finding.text.too_long",
    FindingTextControl = "finding.text.control",
    FindingIntegerNotANumber = "finding.integer.not_a_number",
    FindingIntegerNotWhole = "finding.integer.not_whole",
    FindingIntegerOutOfRange = "finding.integer.out_of_range",
    FindingEmailInvalid = "finding.email.invalid",
    FindingOrganisationNumberLengthNo = "finding.organisation_number.length.NO",
    FindingOrganisationNumberLengthSe = "finding.organisation_number.length.SE",
    FindingOrganisationNumberChecksumNo = "finding.organisation_number.checksum.NO",
    FindingOrganisationNumberChecksumSe = "finding.organisation_number.checksum.SE",
    FindingOrganisationNumberPersonalNumberNo = "finding.organisation_number.personal_number.NO",
    FindingOrganisationNumberPersonalNumberSe = "finding.organisation_number.personal_number.SE",
    FindingChoiceUnknown = "finding.choice.unknown",
    FindingChoicesExclusive = "finding.choices.exclusive",
    FindingRowsTooFew = "finding.rows.too_few",
    FindingRowsTooMany = "finding.rows.too_many",
    FindingAnswerWrongType = "finding.answer.wrong_type",
    FindingAnswerWrongSystem = "finding.answer.wrong_system",
    FindingAnswerNotCanonical = "finding.answer.not_canonical",
    FindingAnswerUnknownQuestion = "finding.answer.unknown_question",
    FindingAnswerNotRelevant = "finding.answer.not_relevant",
    FindingFallback = "finding.fallback",
    ReviewTitle = "review.title",
    ReviewLead = "review.lead",
    ReviewChange = "review.change",
    ReviewNotAnswered = "review.not_answered",
    ReviewNoRows = "review.no_rows",
    NoticeTitle = "notice.title",
    NoticeLead = "notice.lead",
    NoticeMore = "notice.more",
    NoticeController = "notice.controller",
    NoticeContact = "notice.contact",
    NoticeDpo = "notice.dpo",
    NoticePurpose = "notice.purpose",
    NoticeBasis = "notice.basis",
    NoticeRecipients = "notice.recipients",
    NoticeRetention = "notice.retention",
    NoticeRights = "notice.rights",
    SendSending = "send.sending",
    SendSent = "send.sent",
    SendFailedTitle = "send.failed.title",
    SendFailedNetwork = "send.failed.network",
    SendFailedTimeout = "send.failed.timeout",
    SendFailedServer = "send.failed.server",
    SendFailedFindings = "send.failed.findings",
    SendFailedRefused = "send.failed.refused",
    SendFailedNoEndpoint = "send.failed.no_endpoint",
    SendKeepOpen = "send.keep_open",
    SendRetryOne = "send.retry.one",
    SendRetryOther = "send.retry.other",
    SendAgain = "send.again",
    ReceiptTitle = "receipt.title",
    ReceiptCode = "receipt.code",
    ReceiptCodeHelp = "receipt.code_help",
    ReceiptReceived = "receipt.received",
    ReceiptPrint = "receipt.print",
    CopySave = "copy.save",
    CopyTitle = "copy.title",
    CopyFileName = "copy.file_name",
    CopySent = "copy.sent",
    CopyNotSent = "copy.not_sent",
    LoadLoading = "load.loading",
    RefusedTitle = "refused.title",
    RefusedText = "refused.text",
    RefusedDetail = "refused.detail",
    RefusedCode = "refused.code",
    RefusedPlace = "refused.place",
    RefusedPointer = "refused.pointer",
}

impl Message {
    /// The key of the catalogues.
    pub fn key(self) -> &'static str {
        KEYS.get(self as usize).copied().unwrap_or_default()
    }
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}
