"""Vietnamese is told with and without its accents."""

import pytest

from corpus.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Công đoàn cơ sở Trường Tiểu học Hoa Mai tổ chức hội nghị cán bộ, viên chức năm học mới.", "vi"),
        ("Cong doan co so Truong Tieu hoc Hoa Mai to chuc hoi nghi can bo, vien chuc nam hoc moi.", "vi"),
        ("Tổng kết", "vi"),
        ("The provincial federation of labour held its annual conference on Monday and praised the workers.", "en"),
        ("Le syndicat a tenu son congrès à l'hôtel de ville, où les délégués ont élu un nouveau bureau.", "xx"),
        ("工会 举行 年度 大会 工人 们 参加 了 会议", "xx"),
        ("Công ty Samsung Electronics Việt Nam: The Workers' Day với 1.200 người lao động tham dự tại nhà máy.", "vi"),
    ],
)
def test_detect_language(text: str, code: str) -> None:
    assert detect_language(text) == code
