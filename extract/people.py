"""People: names of persons, their offices, and in what capacity the page names them.

A name is a run of capitalised syllables that begins with a family name. Runs also hold places ("tỉnh Bình Dương | Nguyễn Thị
Hồng") and names of streets, schools and prizes ("đường Lê Lợi"), so a run becomes a person by a cue: an honorific or an
office before it, an office behind it, a list that it continues, or, without any, a common family name and the shape of
a full name. "Ông Dưỡng" and "bà Lệ Huyền" are resolved to the full name whose end they are.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extract.mentions import Mention, leave
from extract.places import gazetteer, same_tone
from schemas.lexicon import rows

UPPER = "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆFGHIÌÍỈĨỊJKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVWXYỲÝỶỸỴZ"
LOWER = UPPER.lower()
FAMILY_NAMES = {row["surname"] for row in rows("extract", "surnames")}
COMMON = set("Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Trương Lương Lâm Phùng Tạ".split())
HISTORIC = {row["name"] for row in rows("extract", "historic_figures")}
OFFICES = {row["office"]: row["kind"] for row in rows("extract", "offices")}

# --- names
SYLLABLE = rf"(?:[HKY]['’‘][{UPPER}]?[{LOWER}]+|[{UPPER}][{LOWER}]+(?:[-'’][{UPPER}]?[{LOWER}]+)?|[AYÝÊ](?=\s))"
RUN = re.compile(rf"(?<![\w'’]){SYLLABLE}(?:[ \u00a0]{SYLLABLE}(?![\w'’])){{0,11}}")
CAPITALS = re.compile(rf"(?<![\w'’.])[{UPPER}]{{2,}}(?:[ \u00a0][{UPPER}]+){{1,4}}(?![\w'’])")

# --- what stands before
HONORIFIC = re.compile(
    r"(?<!\w)(?:(?:[Cc]ác\s)?(?:[Đđ]ồng\s[Cc]hí|[Đđ]/[Cc]h?í?|Đ/C|[ÔôO]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]ô|[Tt]hầy|[Cc]ụ|[Bb]ác|[Cc]háu|[Cc]hú|[Cc]ậu)|(?:GS|PGS|TS|ThS|Th\.S|BS|BSCKI{1,2}|LS|KS|CN)\.?)"
    r"(?:\s(?:giáo|[Bb]ác\s[Ss][ĩỹ]))?\s?[:.]?\s{0,2}$"
)
FIRST_HONORIFIC = set("Ông Bà Anh Chị Em Cô Thầy Cụ Bác Chú Cháu Cậu".split())
OFFICE = re.compile(r"(?<![\w-])(?i:" + "|".join(re.escape(o).replace(r"\ ", r"\s") for o in sorted(OFFICES, key=len, reverse=True)) + r")(?![\w-])")
BREAK = re.compile(r"[.;:!?\n“”\"(),](?!\s?Ư)")
LEVEL = re.compile(r"(?<!\w)(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Tt]hị xã|TX\.?|[Xx]ã|[Pp]hường|[Tt]hị trấn)\s?$")
# A name behind these is a street's, a school's, a prize's, a movement's.
NAMESAKE = re.compile(
    r"(?<!\w)(?:[Đđ]ường|[Pp]hố|[Đđ]ại lộ|[Qq]uảng trường|[Pp]hường|[Xx]ã|[Hh]uyện|[Qq]uận|[Tt]ỉnh|[Tt]hị trấn|[Tt]hành phố|TP\.?|[Tt]hôn|[Aa]́p|[Ấấ]p|[Kk]hu phố|[Cc]ầu|[Cc]hợ|[Hh]ồ|[Ss]ông|[Nn]úi|[Đđ]ảo|"
    r"(?:[Tt]rường|THPT|THCS|THPTDTNT|[Hh]ọc viện|ĐH|[Đđ]ại học|CĐ|[Bb]ệnh viện|BV|[Cc]ông ty|CTY|[Dd]oanh nghiệp|[Tt]ập đoàn|[Nn]hà máy|[Xx]í nghiệp|[Kk]hách sạn|[Nn]hà hàng|[Hh]ợp tác xã|HTX|[Kk]hu công nghiệp|KCN|KCX|[Cc]ụm công nghiệp)(?:\s[\w&.-]+){0,5}?|"
    r"[Tt]iểu học|[Mm]ầm non|[Mm]ẫu giáo|[Gg]iải thưởng|[Gg]iải|[Cc]úp|[Qq]uỹ|[Hh]ọc bổng|[Hh]uân chương|[Tt]ư tưởng|[Tt]ấm gương|[Pp]hong cách|[Đđ]ạo đức|[Ll]ăng|[Bb]ảo tàng|[Đđ]oàn TNCS|[Cc]ộng sản|[Đđ]ội TNTP|[Tt]iền phong|"
    r"[Nn]hà hát|[Cc]ông viên|[Tt]ượng đài|[Nn]ghĩa trang|[Kk]hu di tích|[Kk]hu lưu niệm|[Cc]hi bộ|[Cc]hi đoàn|[Đđ]ồn|[Tt]rạm|[Bb]áo|[Tt]ạp chí|[Tt]heo|\d)\s?$"
)
CREDIT = re.compile(r"(?:[ẢảAa]nh|[Bb]ài|[Tt]in|[Vv]ideo|[Cc]lip|[Tt]hực hiện|[Nn]gười chụp|[Nn]guồn|[Tt]ác giả|[Đđ]ồ họa|[Bb]iên tập|[Pp]hóng viên)(?:\s?(?:,|và|-|–|&)\s?(?:[ẢảAa]nh|[Bb]ài|[Vv]ideo|[Tt]in))?\s?:\s?[^\n.;:]{0,40}$")

# --- what stands behind
TITLE_AFTER = re.compile(r"\s?(?:\([^()\n]{1,40}\)\s?)?(?:[,–—-]|\()\s?(?:[Nn]guyên |[Qq]uyền |[Tt]ân )?(?=\w)")
TITLE_WORDS = set(
    "tỉnh huyện xã phường quận thành phố thị trấn ban ngành các khối cơ quan trung ương thường trực chuyên trách kiêm đảng đoàn công nước chính sách pháp luật tổ chức tuyên giáo nữ kiểm tra tài vụ "
    "hành sự thuộc của nhà trường bệnh viện phân xưởng khu nghiệp kinh tế chế xuất và trên trực tiếp cơ sở người lao động đơn vị bộ môn phòng khoa sở cục chi tổng giáo dục y viên chức phó trưởng chủ tịch bí thư ủy ủy "
    "đa dân vận mặt trận hội đồng nhân xí máy công nhân tổ đội chuyền may dệt ngoại vận tải xây dựng cổ phần quỹ nhiệm khóa khoá lần thứ kỳ may".split()
)
TITLE_STOPS = set(
    "phát cho dự tham trao tặng nói khẳng đề nhấn ghi đánh nêu chủtrì làm dẫn thay đã đang sẽ vừa cùng đến tới là tại trong với khi thì mà đọc báo điều ký trình bày thông lưu yêu kêu hứa cảm chia bày bộc tâm kể nhìn thừa "
    "phản kiến mong nghẹn cười giới hướng trả nhận nhắc biểu chúc thăm hỏi động gửi để vẫn còn cũng được bị phân quán triển khai kết giải quê ngụ sinh người gặp đi về ở có do bởi theo".split()
)
DIED_OUT = re.compile(r"[^.;\n]{0,60}?(?<!\w)(?:nghỉ hưu|nghỉ chế độ|chuyển công tác|thôi giữ chức)")
INSTEAD = re.compile(r"(?<!\w)(?:thay(?:\sthế)?(?:\scho)?|tiền nhiệm|thôi (?:giữ )?chức[\w\s]{0,30}\scủa)\s(?:(?:ông|bà|đồng chí|đ/c|anh|chị)\s)?$", re.I)
SIGNED = re.compile(r"[^.;\n]{0,60}?(?<!\w)(?:đã\s)?ký(?:\sban hành)?\s(?:quyết định|công văn|kế hoạch|văn bản|hướng dẫn|nghị quyết|thông báo|ban hành|công điện|tờ trình|báo cáo)", re.I)
SIGNED_BY = re.compile(r"(?<!\w)(?:do|được)\s(?:[^.;\n]{0,60}\s)?(?:ông|bà|đồng chí|đ/c)\s$", re.I)
SIGNATURE_BLOCK = re.compile(r"(?:TM|KT|TL|TUQ|T/M)\.?\s?(?:BAN|BTV|BCH|CHỦ|ĐOÀN|LĐLĐ|[A-ZĐ])[^\n]*\n(?:[^\n]{0,60}\n){0,5}\s*$")
GIVEN_TO = re.compile(
    r"(?<!\w)(?:trao|tặng|bàn giao|khởi công|khánh thành|hỗ trợ|giúp đỡ|giúp|thăm|thăm hỏi|động viên|viếng|chia buồn|biếu)(?!\w)[^.;\n]{0,90}?(?<!\w)(?:cho|gia đình|đến|tới|thăm|thăm hỏi|giúp|nhà)\s(?:gia đình\s)?"
    r"(?:(?:ông|bà|anh|chị|em|cô|thầy|cháu|đồng chí|đ/c|đoàn viên|công nhân|y sĩ|cô giáo|thầy giáo|nữ công nhân)\s){0,2}$",
    re.I,
)
FAMILY_OF = re.compile(r"(?<!\w)(?:gia đình|hoàn cảnh|hộ)\s(?:(?:ông|bà|anh|chị|em|cô|thầy|đồng chí|đoàn viên|công nhân)\s){0,2}$", re.I)
HELPED = re.compile(r"[^.;\n]{0,60}?(?<!\w)(?:được|nhận)\s(?:hỗ trợ|trao|tặng|nhận|giúp|xây|bàn giao|phần quà|quà|nhà|chìa khóa|số tiền|túi quà)")


@dataclass(frozen=True, slots=True)
class PersonMention(Mention):
    """A person as mentioned: `[start, end)` is the name alone, without title or honorific.

    `cue` says by what it was found: `honorific`, `office`, `list` or `surname`. `full` is the full name that the article gives, "" where
    it never does. The flags tell why a person is no participant: author or photographer, signatory of a cited
    document, figure of history, predecessor of the one appointed; a recipient (of help, a gift, a house) is one.
    """

    name: str
    title: str = ""
    cue: str = "surname"
    full: str = ""
    byline: bool = False
    signatory: bool = False
    historic: bool = False
    recipient: bool = False
    outgoing: bool = False
