"""The client's models are built when they are used, and then take and refuse what they always did."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest
from aiogram.methods import Response, SendMessage
from aiogram.types import BufferedInputFile, ChatMemberAdministrator, Message, ReplyKeyboardMarkup, Update
from pydantic import BaseModel, ValidationError

CHAT = {"id": -100, "type": "supergroup", "title": "夏家村"}
UPDATE = {
    "update_id": 7,
    "message": {
        "message_id": 3,
        "date": 1764300000,
        "chat": CHAT,
        "from": {"id": 9, "is_bot": False, "first_name": "王芳"},
        "text": "/kou 3-12 垃圾",
        "reply_to_message": {"message_id": 2, "date": 1764300000, "chat": CHAT, "photo": []},
    },
    "not_known_yet": {"what": 1},
}


def test_loading_the_client_as_the_server_does_builds_none_of_its_models() -> None:
    built = (
        "from aiogram import methods, types\n"
        "both = [*vars(types).values(), *vars(methods).values()]\n"
        "models = [each for each in both if hasattr(each, '__pydantic_complete__') and each.model_fields]\n"
        "print(len(models) > 400, [each.__name__ for each in models if each.__pydantic_complete__])"
    )
    load = "from bot.channels.telegram.built_when_used import load_aiogram\nload_aiogram()\nimport app.chat.telegram\n"
    ran = subprocess.run([sys.executable, "-c", load + built], capture_output=True, text=True, check=True)
    assert ran.stdout == "True []\n"


def test_an_update_is_read_with_everything_in_it_and_what_nobody_knows_yet() -> None:
    update = Update.model_validate(UPDATE)
    assert update.message is not None
    assert update.message.from_user is not None
    assert update.message.from_user.first_name == "王芳"
    assert isinstance(update.message.reply_to_message, Message)
    assert update.model_extra == {"not_known_yet": {"what": 1}}


def test_what_an_answer_is_read_with_is_built_once() -> None:
    Response[float].model_validate({"ok": True, "result": 1.5})
    built = weakref.ref(Response[float])
    gc.collect()
    assert built() is Response[float]


@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (Update, {"update_id": "seven"}),
        (Message, {"message_id": 1, "date": 1764300000}),
        (ChatMemberAdministrator, {"status": "administrator"}),
        (SendMessage, {"chat_id": 1}),
        (SendMessage, {"chat_id": 1, "text": "好", "link_preview_options": 7}),
    ],
)
def test_what_does_not_fit_is_refused(model: type[BaseModel], wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(wrong)


def test_an_answer_is_read_into_the_type_that_its_method_returns() -> None:
    answer = Response[Message].model_validate({"ok": True, "result": UPDATE["message"]})
    assert isinstance(answer.result, Message)
    refused = Response[Message].model_validate({"ok": False, "parameters": {"retry_after": 5}})
    assert refused.parameters is not None
    assert refused.parameters.retry_after == 5


def test_a_model_may_be_used_first_in_many_threads_at_once() -> None:
    """ReplyKeyboardMarkup is used nowhere else, so that it is not built yet."""
    keys = {"keyboard": [[{"text": "查分"}]]}
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(ReplyKeyboardMarkup.model_validate, [keys] * 64))
    assert {each.keyboard[0][0].text for each in made} == {"查分"}


def test_a_file_goes_as_it_is() -> None:
    assert BufferedInputFile(b"%PDF", "公示表.pdf").filename == "公示表.pdf"
