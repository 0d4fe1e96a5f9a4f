"""What is done from menus and keys to several actions together."""

from __future__ import annotations

from tracker.ui.core.context import Context


def edit_many(context: Context) -> None:
    """Opens the fields that all selected actions get."""
    from tracker.ui.plan_list.bulk_sheet import TogetherSheet

    def written(words: str, undone: bool) -> None:
        context.notice.say(words, hint=context.tr("One undo (Ctrl+Z) takes all of it back.") if undone else "")

    chosen = context.screen.chosen_actions()
    if not chosen:
        hint = context.tr("In the list of actions, Shift+Down or Ctrl+A selects several.")
        context.notice.say(context.tr("Choose the actions to edit together."), hint=hint)
        return
    sheet = TogetherSheet(context.hub, context.theme, chosen, context.window)
    sheet.written.connect(written)
    sheet.open()
